package io.nightload.spec;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code nightload.yaml} with the chosen environment and the environment variables laid over it.
 *
 * @param home the project's folder: the one that holds {@code nightload.yaml} or {@code jobs/}
 * @param project part of every job's identity; the folder's name where nothing sets it
 * @param environment the one chosen by {@code --env}, or null
 * @param zone of jobs that name none: {@code time_zone}, else UTC, so that {@code yesterday} is the same day on every
 *     machine
 * @param variables for {@code ${name}} in job files
 * @param connections by name; without {@code target} the embedded PostgreSQL is meant
 * @param retry of steps, as far as they set nothing else
 * @param lease how a run says that it lives
 */
public record Settings(
        Path home,
        String project,
        @Nullable String environment,
        ZoneId zone,
        Map<String, String> variables,
        Map<String, ConnectionSpec> connections,
        Retry retry,
        LeaseTimes lease) {

    /** With the defaults for all else. */
    public Settings(
            Path home,
            String project,
            @Nullable String environment,
            ZoneId zone,
            Map<String, String> variables,
            Map<String, ConnectionSpec> connections) {
        this(home, project, environment, zone, variables, connections, Retry.DEFAULT, LeaseTimes.DEFAULT);
    }

    public Optional<ConnectionSpec> connection(String name) {
        return Optional.ofNullable(connections.get(name));
    }
}
