package io.nightload.cli;

import io.nightload.plan.LoadedJob;
import io.nightload.spec.Settings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments by which a verb is told one job and its parameters. */
final class JobChoice {

    @Parameters(index = "0", paramLabel = "JOB", description = "A name in jobs/, or the path of a job file.")
    private String job = "";

    @Parameters(index = "1..*", paramLabel = "NAME=VALUE", description = "The job's parameters.")
    private List<String> given = new ArrayList<>();

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "What 'today' is taken from, such as 2026-11-21T02:00:00Z. Default: now.")
    private @Nullable Instant asOf;

    /** As it was typed. */
    String job() {
        return job;
    }

    /** @throws io.nightload.spec.InvalidSpecException with all that is wrong with it */
    LoadedJob load(Settings settings, Clock clock) {
        return LoadedJob.load(settings, job, given, asOf == null ? clock.instant() : asOf);
    }
}
