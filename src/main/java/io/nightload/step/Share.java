package io.nightload.step;

import io.nightload.part.Counts;
import java.util.function.UnaryOperator;

/**
 * What of a step one thread works on: all of it, or one of its partitions.
 *
 * @param partition its number, from 1; 0 is the whole step
 * @param atOnce how many threads work on the step
 * @param ofStep from what this share has counted, what the whole step has
 */
record Share(int partition, int atOnce, UnaryOperator<Counts> ofStep) {

    static final Share WHOLE = new Share(0, 1, UnaryOperator.identity());

    boolean isWhole() {
        return partition == 0;
    }

    Counts countsOfStep(Counts mine) {
        return ofStep.apply(mine);
    }
}
