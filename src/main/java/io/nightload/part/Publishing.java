package io.nightload.part;

/** What a target's writer also is where it holds a step's rows back until all of them are there. */
public interface Publishing {

    /**
     * Brings the rows into the target, inside the transaction of the step's last chunk, before its rejects and its
     * checkpoint are written; also where that chunk has no rows. It is not called where the step has rejected more rows
     * than it may: the step then stays incomplete, and publishes when it is resumed with a higher limit.
     */
    void publish();
}
