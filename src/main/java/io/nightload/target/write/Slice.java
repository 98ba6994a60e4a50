package io.nightload.target.write;

import io.nightload.spec.Parameters;
import io.nightload.spec.sql.BoundSql;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The rows of a table that a replace takes the place of.
 *
 * @param text as a person wrote it: a condition in SQL over the table's columns
 * @param values of the parameters in it
 */
public record Slice(String text, BoundSql bound, Parameters values) {

    public static Slice of(String text, Parameters values) {
        return new Slice(text, BoundSql.parse(text), values);
    }

    /** With {@code ?} for parameters, in parentheses that no comment in it can swallow. */
    public String condition() {
        return "(" + bound.sql() + "\n)";
    }

    /** Sets the parameters of a statement that has the condition once, before any others. */
    public void bind(PreparedStatement statement) throws SQLException {
        bound.bind(statement, values);
    }
}
