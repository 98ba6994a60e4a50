package io.nightload.part;

import io.nightload.row.Row;

/** What a target's writer also is where it sends the rows of a chunk while others are still made. */
public interface Streaming {

    /**
     * Writes rows as {@code write} does.
     *
     * @param rows to be asked for once
     */
    void stream(Iterable<? extends Row> rows);
}
