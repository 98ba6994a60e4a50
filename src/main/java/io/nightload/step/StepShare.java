package io.nightload.step;

import io.nightload.checkpoint.CheckpointKey;
import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.checkpoint.reject.ChunkRejects;
import io.nightload.checkpoint.reject.RejectedRows;
import io.nightload.part.Counts;
import io.nightload.part.kept.KeptRows;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What of a step one thread works on: all of it, one of its partitions, or its rejects.
 *
 * @param partition its number, from 1; 0 is the whole step, and -1 a replay of its rejects
 * @param atOnce how many threads work on the step
 * @param ofStep from what this share has counted, what the whole step has
 * @param step the step's own checkpoint, which has to be held to take that of a partition; null where there is none
 * @param rejects takes the rows that it rejects
 */
record StepShare(
        int partition,
        int atOnce,
        UnaryOperator<Counts> ofStep,
        @Nullable StepCheckpoint step,
        Sink rejects) {

    private static final int REPLAY = -1;

    static final StepShare WHOLE = new StepShare(0, 1, UnaryOperator.identity(), null);

    /** Makes what takes the rejected rows of an open step. */
    @FunctionalInterface
    interface Sink {
        ChunkRejects take(
                DataSource target,
                CheckpointKey key,
                long executionId,
                Counts counts,
                KeptRows keeping,
                boolean beginsAgain);
    }

    /** One whose rejects are new. */
    StepShare(int partition, int atOnce, UnaryOperator<Counts> ofStep, @Nullable StepCheckpoint step) {
        this(partition, atOnce, ofStep, step, RejectedRows::new);
    }

    static StepShare ofRejects(Sink rejects) {
        return new StepShare(REPLAY, 1, UnaryOperator.identity(), null, rejects);
    }

    boolean isWhole() {
        return partition == 0;
    }

    /** Whether it is over for good at the end of its data: there may be another replay. */
    boolean endsForGood() {
        return partition != REPLAY;
    }

    /**
     * Takes its checkpoint.
     *
     * @param before as an earlier attempt of the same run has taken it, or null
     */
    StepCheckpoint take(DataSource target, StepEnvironment environment, String name, @Nullable StepCheckpoint before) {
        if (before != null) {
            return before.takeAgain(target, environment.target());
        }
        return step == null
                ? environment.take(target, name, partition)
                : step.takePartition(target, environment.target(), partition);
    }

    Counts countsOfStep(Counts mine) {
        return ofStep.apply(mine);
    }
}
