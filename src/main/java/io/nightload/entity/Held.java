package io.nightload.entity;

import io.nightload.row.Row;

/**
 * The Java object that a row was made of.
 *
 * @param lives of the objects of its step
 */
public record Held(Object object, Lives lives) {

    /** The first of the row's computed values, where {@link ObjectRows} says that it is there. */
    public static Held of(Row row) {
        if (row.computed().length > 0 && row.computed()[0] instanceof Held held) {
            return held;
        }
        throw new IllegalStateException("the row at " + row.origin() + " carries no object");
    }
}
