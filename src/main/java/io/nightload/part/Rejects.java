package io.nightload.part;

import io.nightload.row.Row;
import io.nightload.row.RowError;

/** Takes the rows that cannot be loaded; they commit with their chunk. */
@FunctionalInterface
public interface Rejects {

    /** Keeps the row with its reason, and counts it. */
    void reject(Row row, RowError error);
}
