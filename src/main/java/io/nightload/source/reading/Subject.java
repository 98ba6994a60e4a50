package io.nightload.source.reading;

import io.nightload.source.relation.DatabaseDialect;
import io.nightload.source.relation.RelationName;
import io.nightload.spec.Node;
import io.nightload.spec.Parameters;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import io.nightload.spec.sql.BoundSql;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rows are selected from.
 *
 * @param name for people
 * @param position in the job file
 * @param table a table or view, or null for a query
 * @param sql of a table the condition on its rows, which may be empty; else the query
 * @param written the same as it stands in the job file, or null where nothing does
 */
public record Subject(
        String name, Position position, @Nullable RelationName table, BoundSql sql, Node.@Nullable Scalar written) {

    /** A table's rows that meet a condition, or all of them. */
    public static Subject table(RelationName table, Position position, Node.@Nullable Scalar where) {
        return new Subject(
                table.toString(), position, table, BoundSql.parse(where == null ? "" : where.value()), where);
    }

    public static Subject query(Node.Scalar query) {
        BoundSql sql = BoundSql.parse(query.value());
        return new Subject(
                "query", query.position(), null, new BoundSql(withoutEnd(sql.sql()), sql.parameters()), query);
    }

    /** Puts each parameter that its SQL names and nobody has into the problems. */
    public void requireKnown(Parameters parameters, Problems problems) {
        if (written != null) {
            sql.requireKnown(parameters, written::at, problems);
        }
    }

    /**
     * The same for a driver that writes the values into the statement, where it would leave the type of a string to what stands around it: a
     * value that is bound is text.
     */
    Subject withTypedStrings(Parameters values) {
        if (written == null) {
            return this;
        }
        StringBuilder text = new StringBuilder(written.value());
        for (int i = sql.parameters().size() - 1; i >= 0; i--) {
            BoundSql.Parameter place = sql.parameters().get(i);
            if (values.find(place.name())
                    .filter(value -> value.value() instanceof String)
                    .isPresent()) {
                text.insert(place.offset() + 1 + place.name().length(), " AS pg_catalog.varchar)");
                text.insert(place.offset(), "CAST(");
            }
        }
        return new Subject(name, position, table, BoundSql.parse(text.toString()), written);
    }

    /** A semicolon at the end would end it inside of the parentheses that it is put into. */
    private static String withoutEnd(String sql) {
        return sql.replaceFirst("[;\\s]+$", "");
    }

    /** All there is, as it stands. */
    public String all(DatabaseDialect dialect) {
        return table == null ? sql.sql() : select("*", dialect, "", "");
    }

    /**
     * A select of it. Its own parameters come first.
     *
     * @param columns the list behind SELECT
     * @param condition on the rows, or empty
     * @param tail what stands behind the conditions
     */
    public String select(String columns, DatabaseDialect dialect, String condition, String tail) {
        List<String> conditions = new ArrayList<>();
        if (table != null && !sql.sql().isBlank()) {
            conditions.add("(\n" + sql.sql() + "\n)");
        }
        if (!condition.isEmpty()) {
            conditions.add(condition);
        }
        return "SELECT " + columns + " FROM " + (table == null ? "(\n" + sql.sql() + "\n) q" : table.sql(dialect))
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + tail;
    }
}
