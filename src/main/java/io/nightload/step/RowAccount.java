package io.nightload.step;

import io.nightload.part.Counts;

/** The account of a step's rows. */
final class RowAccount {

    private RowAccount() {}

    /** A row that was neither written nor filtered nor rejected is a defect of a part: better a failed chunk than a lost row. */
    static void requireAccountedFor(String step, Counts counts) {
        if (counts.unaccounted() != 0) {
            throw new IllegalStateException("step " + step + " does not account for " + counts.unaccounted()
                    + " rows of those it has read: " + counts.snapshot()
                    + "; the chunk was rolled back. Please report this as a defect of Nightload");
        }
    }
}
