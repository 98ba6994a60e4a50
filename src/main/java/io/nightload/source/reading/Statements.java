package io.nightload.source.reading;

import io.nightload.source.keyset.KeyRange;
import io.nightload.source.keyset.Keyset;
import io.nightload.source.keyset.Range;
import io.nightload.source.keyset.Since;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the statements of one reader, bound and ready. */
public final class Statements {

    private static final String FINITE = "::pg_catalog.text NOT IN ('infinity', 'Infinity', 'NaN')";

    private final Reading reading;
    private final String columns;
    private final @Nullable String from;
    private final KeyRange partition;

    /**
     * @param from where {@code since} begins, or null for all rows
     * @param partition of the key, or all of it
     */
    public Statements(Reading reading, String columns, @Nullable String from, KeyRange partition) {
        this.reading = reading;
        this.columns = columns;
        this.from = from;
        this.partition = partition;
    }

    /**
     * The rows of a range in their order.
     *
     * @param key what is bound in the range
     * @param most how many of them, or 0 for all
     */
    public PreparedStatement rows(Connection connection, Range range, List<@Nullable String> key, int most)
            throws SQLException {
        return bound(connection.prepareStatement(sql(range, most)), range, key);
    }

    /**
     * How PostgreSQL would read the first rows.
     *
     * @param explain what stands before the select
     */
    public PreparedStatement explain(Connection connection, String explain, int most) throws SQLException {
        return bound(connection.prepareStatement(explain + sql(Range.ALL, most)), Range.ALL, List.of());
    }

    private String sql(Range range, int most) {
        @Nullable Keyset keyset = reading.keyset();
        String order = keyset == null ? "" : " ORDER BY " + keyset.order();
        String tail = order + (most == 0 ? "" : reading.dialect().first(most));
        return reading.subject().select(columns, reading.dialect(), condition(range), tail);
    }

    /** Two rows of a range, or as many as there are. */
    public PreparedStatement twoRows(Connection connection, Range range, List<@Nullable String> key)
            throws SQLException {
        String sql = reading.subject()
                .select(
                        "1",
                        reading.dialect(),
                        condition(range),
                        reading.dialect().first(2));
        return bound(connection.prepareStatement(sql), range, key);
    }

    /** The least and the greatest value of a column among all rows, each null where there is none. */
    public PreparedStatement ends(Connection connection, String column) throws SQLException {
        String sql = reading.subject()
                .select("min(" + column + "), max(" + column + ")", reading.dialect(), condition(Range.ALL), "");
        return bound(connection.prepareStatement(sql), Range.ALL, List.of());
    }

    /** The highest value of the column that grows; null where there is none. Infinity and NaN are none. */
    public static @Nullable String highest(Reading reading, Connection connection) throws SQLException {
        Since since = Objects.requireNonNull(reading.since());
        String finite = reading.dialect().isPostgres() ? since.sql() + FINITE : "";
        String sql = reading.subject().select("max(" + since.sql() + ")", reading.dialect(), finite, "");
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            reading.subject().sql().bind(query, reading.parameters());
            try (ResultSet rows = query.executeQuery()) {
                byte @Nullable [] value = rows.next() ? since.column().text().read(rows, 1) : null;
                return value == null ? null : new String(value, StandardCharsets.UTF_8);
            }
        }
    }

    private String condition(Range range) {
        @Nullable Since since = reading.since();
        @Nullable Keyset keyset = reading.keyset();
        return Stream.of(
                        since == null || from == null ? "" : since.condition(),
                        keyset == null
                                ? ""
                                : partition.condition(keyset.columns().get(0)),
                        range.condition())
                .filter(condition -> !condition.isEmpty())
                .collect(Collectors.joining(" AND "));
    }

    private PreparedStatement bound(PreparedStatement statement, Range range, List<@Nullable String> key)
            throws SQLException {
        int index = reading.subject().sql().bind(statement, 1, reading.parameters());
        @Nullable Since since = reading.since();
        if (since != null && from != null) {
            reading.dialect().bind(statement, index++, since.column().type(), from);
        }
        @Nullable Keyset keyset = reading.keyset();
        if (keyset != null) {
            index = partition.bind(statement, index, keyset.columns().get(0), reading.dialect());
        }
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
