package io.nightload.expression;

import org.jspecify.annotations.Nullable;

/** What an aggregate knows of the rows that it has seen. */
interface Accumulator {

    /** @param second what the aggregate takes beside the value, such as a separator */
    void add(@Nullable Object value, @Nullable Object second);

    /** Over all that were added; asked once. */
    @Nullable
    Object result();
}
