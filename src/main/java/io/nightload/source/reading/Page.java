package io.nightload.source.reading;

import io.nightload.row.Row;

/** Rows that came from the server together, in their order. */
public interface Page {

    int count();

    /** @param index of the row, from 0 */
    Row row(int index);
}
