package io.nightload.run;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.step.StepReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run did.
 *
 * @param executionId of Spring Batch, as {@code show} takes it; where the job was complete or held already, of the one that
 *     was the last, or 0 where the job repository does not know it
 * @param identity the identifying parameters, {@code date=2026-11-20}, joined by a blank
 * @param steps in the order of the job; those that were not reached are absent
 * @param rejectedBy the executions of this job instance whose rejected rows the steps' counts hold
 * @param error why it failed, or which other process took it over, for people, or null
 */
public record JobReport(
        long executionId,
        String job,
        String identity,
        Outcome outcome,
        Instant started,
        double seconds,
        List<StepReport> steps,
        List<Long> rejectedBy,
        @Nullable String error) {

    /** The same run, ended otherwise than it looked. */
    JobReport ended(Outcome otherwise, String why) {
        return new JobReport(executionId, job, identity, otherwise, started, seconds, steps, rejectedBy, why);
    }

    /** A run that did nothing. */
    static JobReport ofNothing(long executionId, InstanceKey key, Outcome outcome, @Nullable String why) {
        return new JobReport(
                executionId, key.job(), key.shownIdentity(), outcome, Instant.now(), 0, List.of(), List.of(), why);
    }

    /** How a run ended, with the exit code of the program. */
    public enum Outcome {
        COMPLETED(0),
        ALREADY_COMPLETE(0),
        /** Another process took the job over from this one, to run it or to replay its rejects, and it is complete. */
        COMPLETED_BY_ANOTHER(0),
        /** Another process took the job over from this one, and runs it. */
        RUN_BY_ANOTHER(4),
        FAILED(1),
        /** The job file, the configuration, or an input that changed under a resume. */
        REFUSED(2),
        TOO_MANY_REJECTS(3),
        /** By a person, now or before; {@code restart} resumes it. */
        STOPPED(5),
        /** By a person, for good. */
        ABANDONED(5),
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
}
