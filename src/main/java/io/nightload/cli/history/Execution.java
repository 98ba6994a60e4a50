package io.nightload.cli.history;

import io.nightload.checkpoint.InstanceKey;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a job.
 *
 * @param again 0, or the number of the {@code --again} that it belongs to
 * @param parameters of the job, identifying ones first
 * @param status in a word: completed, failed, stopped, running, died, …
 * @param started in the zone of the JVM that ran it, or null where it never began
 * @param ended likewise, or null while it runs
 * @param read rows of this execution alone; so are the others
 * @param error in one line, where it failed outside of its steps, or null
 * @param hold what a person wished of it: {@code stopped by ann@db1 on …}, or null
 */
public record Execution(
        long id,
        String job,
        String project,
        int again,
        List<Parameter> parameters,
        String status,
        @Nullable LocalDateTime started,
        @Nullable LocalDateTime ended,
        long read,
        long written,
        long rejected,
        @Nullable String error,
        @Nullable String hold) {

    /** A parameter of the job in its canonical text. */
    public record Parameter(String name, String value, boolean identifying) {

        String assignment() {
            return name + "=" + value;
        }
    }

    /** The parameters' values by their names. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        parameters.forEach(parameter -> values.put(parameter.name(), parameter.value()));
        return values;
    }

    /** As it is typed after the job's name. */
    String arguments() {
        return String.join(" ", assignments());
    }

    /** As it is typed after the job's name, one word each. */
    public List<String> assignments() {
        return parameters.stream().map(Parameter::assignment).toList();
    }

    /** Job and parameters, for messages. */
    public String name() {
        return (job + " " + arguments()).strip();
    }

    /** The job instance, as checkpoints and rejects in the target know it. */
    public InstanceKey instance() {
        return new InstanceKey(project, job, identity(), again);
    }

    /** Whether there is nothing of it to be resumed, stopped or given up. */
    public boolean isOver() {
        return status.equals("completed") || status.equals("abandoned");
    }

    boolean isSameWork(Execution other) {
        return job.equals(other.job) && identity().equals(other.identity());
    }

    private String identity() {
        return parameters.stream()
                .filter(Parameter::identifying)
                .map(p -> p.name() + "=" + p.value().replace("\\", "\\\\").replace("\n", "\\n"))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** How long it took, or has taken up to {@code now}; empty where it never began or died at an unknown time. */
    Optional<Double> seconds(LocalDateTime now) {
        LocalDateTime end = ended == null && status.equals("running") ? now : ended;
        return started == null || end == null
                ? Optional.empty()
                : Optional.of(Duration.between(started, end).toMillis() / 1000.0);
    }
}
