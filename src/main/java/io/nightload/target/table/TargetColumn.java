package io.nightload.target.table;

import io.nightload.part.TupleColumn;
import io.nightload.row.ColumnType;
import java.util.Set;

/**
 * A column of a target table.
 *
 * @param type of its values; a domain's is its base type
 * @param typeId the server's number of the type that it was declared with
 * @param modifier the length, scale or the like that it was declared with, as the server keeps it; -1 where there is none
 * @param notNull whether it, or its domain, refuses NULL
 * @param filled what fills it when a row lacks it
 * @param granted what the connected role may do with it
 */
public record TargetColumn(
        String name,
        ColumnType type,
        long typeId,
        int modifier,
        boolean notNull,
        Filled filled,
        Set<Privilege> granted) {

    /** What fills a column that a row lacks. */
    public enum Filled {
        BY_NULL,
        BY_DEFAULT,
        /** {@code GENERATED ALWAYS AS IDENTITY}. */
        BY_IDENTITY,
        /** {@code GENERATED ALWAYS AS (…)}. */
        BY_EXPRESSION
    }

    /** It as a field of tuples. */
    public TupleColumn inTuples() {
        return new TupleColumn(name, type, notNull);
    }

    /** Whether a row has to bring it. */
    public boolean isRequired() {
        return notNull && filled == Filled.BY_NULL;
    }

    /** Whether a value of one's own is refused. */
    public boolean isGenerated() {
        return filled == Filled.BY_IDENTITY || filled == Filled.BY_EXPRESSION;
    }
}
