package io.nightload.spec.sql;

import io.nightload.spec.NearestWord;
import io.nightload.spec.Parameters;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;

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

    /**
     * Puts each name that no parameter has into the problems.
     *
     * @param positions the place in its file of each character of the text as it was written
     */
    public void requireKnown(Parameters values, IntFunction<Position> positions, Problems problems) {
        List<String> known =
                values.values().stream().map(Parameters.Value::name).toList();
        for (Parameter parameter : parameters) {
            if (!known.contains(parameter.name())) {
                problems.add(
                        positions.apply(parameter.offset()),
                        "no parameter is called '" + parameter.name() + "'"
                                + NearestWord.hint(parameter.name(), known));
            }
        }
    }

    /** Sets each place to the parameter's value. Every name must be known: that is checked when a job is loaded. */
    public void bind(PreparedStatement statement, Parameters values) throws SQLException {
        bind(statement, 1, values);
    }

    /**
     * Sets each place to the parameter's value, where this SQL is a part of the statement.
     *
     * @param first the index of its first place, from 1
     * @return the index of the place behind its last
     */
    public int bind(PreparedStatement statement, int first, Parameters values) throws SQLException {
        int index = first;
        for (Parameter parameter : parameters) {
            statement.setObject(
                    index++,
                    values.find(parameter.name())
                            .orElseThrow(() -> new IllegalArgumentException("no parameter :" + parameter.name()))
                            .value());
        }
        return index;
    }
}
