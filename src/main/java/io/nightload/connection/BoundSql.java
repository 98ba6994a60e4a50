package io.nightload.connection;

import io.nightload.spec.Parameters;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * SQL as a person wrote it, with {@code :name} for parameters, made ready for {@code prepareStatement}. What only looks
 * like a parameter (in strings, quoted names, dollar quotes and comments, in casts and in slices of arrays) stays as it
 * is, and operators with a question mark arrive at the server unchanged.
 *
 * @param sql with {@code ?} in the places of the parameters; for prepared statements only
 * @param parameters in the order of their places
 */
public record BoundSql(String sql, List<Parameter> parameters) {

    /**
     * One place of a parameter.
     *
     * @param offset of its colon in the text as it was written
     */
    public record Parameter(String name, int offset) {}

    public BoundSql {
        parameters = List.copyOf(parameters);
    }

    public static BoundSql parse(String text) {
        return new SqlLexer(text).parse();
    }

    /** Sets each place to the parameter's value. Every name must be known: that is checked when a job is loaded. */
    public void bind(PreparedStatement statement, Parameters values) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i).name();
            statement.setObject(
                    i + 1,
                    values.find(name)
                            .orElseThrow(() -> new IllegalArgumentException("no parameter :" + name))
                            .value());
        }
    }
}
