package io.nightload.step;

import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.part.Counts;
import io.nightload.part.EntityCounts;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.step.retry.RetryReport;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One execution of a step, in one attempt or several: what is open now, and what all of them have done. */
final class Attempts {

    private final ChunkGuard guard;
    private @Nullable OpenStep open;
    private @Nullable StepCheckpoint checkpoint;
    private @Nullable Map<Counts.Kind, Long> before;
    private Map<Counts.Kind, Long> committed = Map.of();
    private long chunksBefore;
    private long chunks;
    private boolean completeBefore;
    private boolean resumed;
    private Cost cost = Cost.NONE;

    /** @param guard of all of them */
    Attempts(ChunkGuard guard) {
        this.guard = guard;
    }

    ChunkGuard guard() {
        return guard;
    }

    /** As the last attempt has taken it, or null where none has. */
    @Nullable
    StepCheckpoint checkpoint() {
        return checkpoint;
    }

    void begin(OpenStep step) {
        open = step;
        checkpoint = step.checkpoint();
        committed = step.committed();
        chunks = step.chunks();
        if (before == null) {
            before = step.committed();
            chunksBefore = step.chunks();
            completeBefore = step.isComplete();
            resumed = step.checkpoint().held().begun();
        }
    }

    /** A chunk of the open one has committed. */
    void progressed() {
        committed = step().committed();
        chunks = step().chunks();
    }

    OpenStep step() {
        return Objects.requireNonNull(open, "the step is not open");
    }

    /** Ends the open one, if there is one: closes its streams and then, whatever they say, its connections. */
    @SuppressWarnings("try") // to be closed is all it is for
    void end() {
        try (@Nullable OpenStep ending = open) {
            cost = cost();
            open = null;
        }
    }

    /** The names of the connections that died under the open one. */
    List<String> lostConnections() {
        return open == null ? List.of() : open.lostConnections();
    }

    /** Ends the open one after a failure, which what it says about its streams may only be a sign of. */
    void end(Exception failure) {
        try {
            end();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private Cost cost() {
        return open == null ? cost : cost.plus(open.cost());
    }

    /** Whether it was complete before this execution. */
    boolean isCompleteBefore() {
        return completeBefore;
    }

    /** What this execution has committed. */
    Map<Counts.Kind, Long> executionCounts() {
        return before == null ? Map.of() : Counts.difference(before, committed);
    }

    StepReport report(
            StepMeter meter,
            String step,
            String target,
            StepReport.Status status,
            @Nullable RetryReport retries,
            @Nullable String error) {
        Cost all = cost();
        return new StepReport(
                step,
                target,
                status,
                resumed,
                committed,
                executionCounts(),
                chunks - chunksBefore,
                guard.commits(),
                all.flushes(),
                guard.statements(),
                guard.roundTrips(),
                guard.chunkStatements(),
                guard.mostInAChunk(),
                meter.seconds(),
                all.waits(),
                all.waitMillis(),
                all.waitMaxMillis(),
                meter.peakHeapBytes(),
                meter.gcShare(),
                all.entities().equals(EntityCounts.NONE) ? null : all.entities(),
                retries,
                null,
                error);
    }
}
