package io.nightload.transform.lookup;

import io.nightload.expression.Expression;
import io.nightload.row.Column;
import io.nightload.spec.Parameters;
import io.nightload.spec.sql.BoundSql;
import java.util.List;

/**
 * What is looked up where.
 *
 * @param connection the database's name
 * @param from a table's quoted name, or a query in parentheses
 * @param parameters for {@code :name} in the query
 * @param match their columns, each with our expression
 * @param asOf at most one more: their column is at most our value, and the row in which it is greatest is the one
 * @param take our columns, each with the name of theirs
 */
public record Lookup(
        String connection,
        BoundSql from,
        Parameters parameters,
        List<Key> match,
        List<Key> asOf,
        List<Taken> take,
        Missing missing) {

    /** What becomes of a row whose key is not there. */
    public enum Missing {
        /** Its columns are NULL. */
        NULL,
        REJECT,
        /** The step fails. */
        FAIL
    }

    /** One part of a key. */
    public record Key(String theirs, Expression ours) {}

    /** One column that is taken. */
    public record Taken(Column ours, String theirs) {}
}
