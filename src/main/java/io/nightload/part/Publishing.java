package io.nightload.part;

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
     */
    void publish();
}
