package io.nightload.entity;

import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.row.Structure;

/** What lies beyond the columns of rows that were made of Java objects: each row carries its own. */
public interface ObjectRows extends Structure {

    /** How many computed values a row has for its object. */
    int OBJECT = 1;

    /** The class of the objects. */
    Class<?> type();

    /** The columns that an object's values make. */
    Schema schema();

    /**
     * The row of an object as it is now.
     *
     * @param from the row that it comes of, for its place in the input
     */
    Row row(Row from, RowObject carried);

    @Override
    default int computed() {
        return OBJECT;
    }
}
