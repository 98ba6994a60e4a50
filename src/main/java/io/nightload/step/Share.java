package io.nightload.step;

import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.part.Counts;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What of a step one thread works on: all of it, or one of its partitions.
 *
 * @param partition its number, from 1; 0 is the whole step
 * @param atOnce how many threads work on the step
 * @param ofStep from what this share has counted, what the whole step has
 * @param step the step's own checkpoint, which has to be held to take that of a partition; null where there is none
 */
record Share(
        int partition,
        int atOnce,
        UnaryOperator<Counts> ofStep,
        @Nullable StepCheckpoint step) {

    static final Share WHOLE = new Share(0, 1, UnaryOperator.identity(), null);

    boolean isWhole() {
        return partition == 0;
    }

    /** Takes its checkpoint. */
    StepCheckpoint take(DataSource target, StepEnvironment environment, String name) {
        return step == null
                ? environment.take(target, name, partition)
                : step.takePartition(target, environment.target(), partition);
    }

    Counts countsOfStep(Counts mine) {
        return ofStep.apply(mine);
    }
}
