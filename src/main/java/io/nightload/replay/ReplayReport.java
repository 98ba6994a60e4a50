package io.nightload.replay;

import io.nightload.part.Counts.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of the rejects.
 *
 * @param executionId that rejected them, or went on from what did
 * @param identity the identifying parameters, {@code date=2026-11-20}, joined by a blank
 * @param dryRun whether everything was rolled back
 * @param steps that had rejects, in the order of the job; those that were not reached are absent
 * @param stillRejected rows of the execution, and of those before it, that wait for another replay now, or null where a signal
 *     has cut off their counting
 * @param error why it did not end, for people, or null
 */
public record ReplayReport(
        long executionId,
        String job,
        String identity,
        boolean dryRun,
        Outcome outcome,
        double seconds,
        List<Replayed> steps,
        @Nullable Long stillRejected,
        @Nullable String error) {

    /** How it ended, with the exit code of the program. */
    public enum Outcome {
        /** No reject is refused any more. */
        COMPLETED(0),
        FAILED(1),
        /** Some were refused again, and are rejects still. */
        REFUSED_AGAIN(3),
        /** By a signal; the signal decides between 130 and 143. */
        INTERRUPTED(143);

        private final int exitCode;

        Outcome(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    /**
     * What became of the rejects of one step.
     *
     * @param target for people
     * @param counts of what was committed, or in a dry run tried; kinds that are 0 are absent
     */
    public record Replayed(String step, String target, Map<Kind, Long> counts) {

        public long count(Kind kind) {
            return counts.getOrDefault(kind, 0L);
        }
    }

    /** How many rows of all steps came to this. */
    public long count(Kind kind) {
        return steps.stream().mapToLong(step -> step.count(kind)).sum();
    }
}
