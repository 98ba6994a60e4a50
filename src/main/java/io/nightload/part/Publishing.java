package io.nightload.part;

import java.util.function.BooleanSupplier;

/** What a target's writer also is where it holds a step's rows back until all of them are there. */
public interface Publishing {

    /**
     * Makes what the writers of a step's partitions fill together, inside the transaction that freezes the partitions. What
     * {@code update} then puts into a context is in those that the partitions' writers are opened with.
     */
    void prepare();

    /**
     * Brings the rows into the target, inside the transaction of the step's last chunk, before its rejects and its
     * checkpoint are written; also where that chunk has no rows. It is not called where the step has rejected more rows
     * than it may: the step then stays incomplete, and publishes when it is resumed with a higher limit. Of a step with
     * partitions it is called once, in a transaction of its own, on a writer that was opened when all of them were complete.
     *
     * <p>Rows that only this shows to be bad go to the rejects.
     *
     * @param fewRejects whether the step has not rejected more rows than it may; asked after some were rejected here
     * @return whether the rows are in the target; if not, it is as it was, because too many were rejected
     */
    boolean publish(BooleanSupplier fewRejects);
}
