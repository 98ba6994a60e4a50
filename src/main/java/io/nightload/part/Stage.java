package io.nightload.part;

import io.nightload.row.Row;

/**
 * One transform at work in one step execution, used by one thread. Rows are pushed through it; what it makes of them it
 * hands on. A row that it neither hands on nor keeps for {@link #endOfChunk} it has counted as filtered or rejected.
 */
public interface Stage {

    /** Takes what a stage hands on. A row that cannot go further is rejected there: nothing is thrown for it. */
    @FunctionalInterface
    interface Next {
        void row(Row row) throws Exception;
    }

    /**
     * Takes one row.
     *
     * @throws io.nightload.row.RowError if this row cannot be loaded
     */
    void row(Row row, Next next) throws Exception;

    /** After the last row of a chunk, within its transaction: a stage that kept rows hands them on now. */
    default void endOfChunk(Next next) throws Exception {}
}
