package io.nightload.step;

import io.nightload.connection.ServerError;
import io.nightload.part.Counts;
import io.nightload.part.EntityCounts;
import io.nightload.step.retry.RetryReport;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.FatalStepExecutionException;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.NestedRuntimeException;

/**
 * What a step did, kept in the control schema as JSON with these names.
 *
 * @param target for people: {@code shop.customers, upsert by id}; for an {@code sql} step its script
 * @param status of this step
 * @param resumed whether an earlier execution had committed part of it
 * @param counts over all executions of this job instance; kinds that are 0 are absent
 * @param executionCounts of this execution alone
 * @param chunks of this execution that committed
 * @param commits of this execution that ended a chunk
 * @param flushes of this execution: times that rows were sent to the target
 * @param statements sent by this execution to all of its databases; a batch is one, and so is a COPY
 * @param roundTrips waits for an answer: one a statement, a commit and a rollback, two a COPY; the fetches of a cursor are
 *     not counted
 * @param chunkStatements those of the statements that were sent in chunks, not to open the step
 * @param mostStatementsInAChunk the most that one chunk sent
 * @param seconds of this execution
 * @param connectionWaits how often it took a connection from its pool
 * @param connectionWaitMillis the time it waited for those, in all
 * @param connectionWaitMaxMillis the longest of those waits
 * @param peakHeapBytes the most heap that was in use
 * @param gcShare of the time, 0 to 1
 * @param entities what became of the entities that it wrote, or null where it wrote rows
 * @param retries how often it tried again what failed for the moment, or null where nothing did
 * @param partitions that it was read in, or null where it was read in one piece
 * @param error why it failed, for people, or null
 */
public record StepReport(
        String step,
        String target,
        Status status,
        boolean resumed,
        Map<Counts.Kind, Long> counts,
        Map<Counts.Kind, Long> executionCounts,
        long chunks,
        long commits,
        long flushes,
        long statements,
        long roundTrips,
        long chunkStatements,
        long mostStatementsInAChunk,
        double seconds,
        long connectionWaits,
        double connectionWaitMillis,
        double connectionWaitMaxMillis,
        long peakHeapBytes,
        double gcShare,
        @Nullable EntityCounts entities,
        @Nullable RetryReport retries,
        @Nullable List<PartitionReport> partitions,
        @Nullable String error) {

    /** How a step ended. */
    public enum Status {
        COMPLETED,
        /** Complete already when this execution came to it. */
        ALREADY_COMPLETE,
        FAILED,
        STOPPED
    }

    public long count(Counts.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Why a step failed, for people, or null where it did not. */
    static @Nullable String error(StepExecution execution) {
        @Nullable Throwable failure = failure(execution);
        return failure == null ? null : message(failure);
    }

    /** The first failure that is not only the sign of a stop, or null. */
    static @Nullable Throwable failure(StepExecution execution) {
        return execution.getFailureExceptions().stream()
                .map(StepReport::unwrap)
                .filter(failure -> !(failure instanceof JobInterruptedException))
                .findFirst()
                .orElse(null);
    }

    /** The failure itself, where Spring Batch's wrapping only says that there was one. */
    public static Throwable unwrap(Throwable failure) {
        return failure instanceof FatalStepExecutionException && failure.getCause() != null
                ? unwrap(failure.getCause())
                : failure;
    }

    /** A failure in a person's words: where a server or a driver is behind it, what that says. */
    public static String message(Throwable failure) {
        if (failure instanceof NestedRuntimeException) {
            for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql) {
                    return ServerError.of(sql).message();
                }
            }
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
