package io.nightload.part;

import io.nightload.row.Row;
import io.nightload.row.RowError;

/** Takes the rows that cannot be loaded; they commit with their chunk. */
@FunctionalInterface
public interface Rejects {

    /** Keeps the row with its reason, and counts it. */
    void reject(Row row, RowError error);

    /** The same for a row of which only what was to be written is there: its {@link Row#raw}, and no values. */
    default void rejectWritten(Row row, RowError error) {
        reject(row, error);
    }

    /** What {@link #wantedItem} says where each nested row becomes a row. */
    long ALL_ITEMS = -1;

    /**
     * Which nested row of this one alone is to become a row, at its position from 1, or 0 for the row that stands for none: the
     * others have been loaded, and only this one is replayed. Otherwise {@link #ALL_ITEMS}.
     */
    default long wantedItem(Row holder) {
        return ALL_ITEMS;
    }
}
