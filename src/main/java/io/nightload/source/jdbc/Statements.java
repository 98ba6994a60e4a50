package io.nightload.source.jdbc;

import io.nightload.source.keyset.Keyset;
import io.nightload.source.keyset.Range;
import io.nightload.source.keyset.Since;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the statements of one reader, bound and ready. */
final class Statements {

    private final Reading reading;
    private final String columns;
    private final @Nullable String from;

    /** @param from where {@code since} begins, or null for all rows */
    Statements(Reading reading, String columns, @Nullable String from) {
        this.reading = reading;
        this.columns = columns;
        this.from = from;
    }

    /**
     * The rows of a range in their order.
     *
     * @param key what is bound in the range
     * @param most how many of them, or 0 for all
     */
    PreparedStatement rows(Connection connection, Range range, List<@Nullable String> key, int most)
            throws SQLException {
        return bound(connection.prepareStatement(sql(range, most)), range, key);
    }

    /** How PostgreSQL would read the first rows. */
    PreparedStatement explain(Connection connection, int most) throws SQLException {
        return bound(connection.prepareStatement(ExplainedSort.EXPLAIN + sql(Range.ALL, most)), Range.ALL, List.of());
    }

    private String sql(Range range, int most) {
        @Nullable Keyset keyset = reading.keyset();
        String order = keyset == null ? "" : " ORDER BY " + keyset.order();
        String tail = order + (most == 0 ? "" : reading.dialect().first(most));
        return reading.subject().select(columns, reading.dialect(), condition(range), tail);
    }

    /** Two rows of a range, or as many as there are. */
    PreparedStatement twoRows(Connection connection, Range range, List<@Nullable String> key) throws SQLException {
        String sql = reading.subject()
                .select(
                        "1",
                        reading.dialect(),
                        condition(range),
                        reading.dialect().first(2));
        return bound(connection.prepareStatement(sql), range, key);
    }

    private String condition(Range range) {
        @Nullable Since since = reading.since();
        String lowest = since == null || from == null ? "" : since.condition();
        return lowest.isEmpty() || range.condition().isEmpty()
                ? lowest + range.condition()
                : lowest + " AND " + range.condition();
    }

    private PreparedStatement bound(PreparedStatement statement, Range range, List<@Nullable String> key)
            throws SQLException {
        int index = reading.subject().sql().bind(statement, 1, reading.parameters());
        @Nullable Since since = reading.since();
        if (since != null && from != null) {
            reading.dialect().bind(statement, index++, since.column().type(), from);
        }
        @Nullable Keyset keyset = reading.keyset();
        for (int i : range.values()) {
            @Nullable String value = key.get(i);
            if (keyset != null && value != null) {
                reading.dialect()
                        .bind(
                                statement,
                                index++,
                                keyset.columns().get(i).column().type(),
                                value);
            }
        }
        return statement;
    }
}
