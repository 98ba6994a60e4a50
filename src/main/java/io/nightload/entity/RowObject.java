package io.nightload.entity;

import io.nightload.row.Row;
import io.nightload.row.RowError;

/**
 * The Java object that a row was made of.
 *
 * @param chunks that the objects of its step are of
 */
public record RowObject(Object object, ObjectChunks chunks) {

    /**
     * The first of the row's computed values, where {@link ObjectRows} says that it is there.
     *
     * @throws RowError where it is not kept: of a row that was rejected, and is replayed
     */
    public static RowObject of(Row row) {
        if (row.computed().length > 0 && row.computed()[0] == null) {
            throw new RowError(
                    "the object that the row was made of is not kept with a reject: mend it and run the job with --again",
                    null,
                    null);
        }
        if (row.computed().length > 0 && row.computed()[0] instanceof RowObject carried) {
            return carried;
        }
        throw new IllegalStateException("the row at " + row.origin() + " carries no object");
    }
}
