package io.nightload.entity;

import io.nightload.row.Row;

/**
 * The Java object that a row was made of.
 *
 * @param chunks that the objects of its step are of
 */
public record RowObject(Object object, ObjectChunks chunks) {

    /** The first of the row's computed values, where {@link ObjectRows} says that it is there. */
    public static RowObject of(Row row) {
        if (row.computed().length > 0 && row.computed()[0] instanceof RowObject carried) {
            return carried;
        }
        throw new IllegalStateException("the row at " + row.origin() + " carries no object");
    }
}
