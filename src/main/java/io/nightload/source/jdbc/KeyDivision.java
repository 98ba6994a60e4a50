package io.nightload.source.jdbc;

import io.nightload.part.Source;
import io.nightload.row.ColumnType.Kind;
import io.nightload.source.keyset.KeyColumn;
import io.nightload.source.keyset.KeyRange;
import io.nightload.source.keyset.KeyStatistics;
import io.nightload.source.keyset.Keyset;
import io.nightload.source.reading.ReadException;
import io.nightload.source.reading.ReadMode;
import io.nightload.source.reading.ReadSession;
import io.nightload.source.reading.Reading;
import io.nightload.source.reading.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Divides a table or a query by the first column of its key: by the statistics of a PostgreSQL table, or where there are none, or a
 * condition or {@code since} leaves part of the table, a column of numbers by its least and greatest value.
 */
final class KeyDivision {

    private static final Set<Kind> NUMBERS = Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.NUMERIC);

    private final Reading reading;
    private final @Nullable String from;
    private final KeyColumn column;

    /**
     * @param reading by a key
     * @param from where {@code since} begins, or null for all rows
     */
    KeyDivision(Reading reading, @Nullable String from) {
        this.reading = reading;
        this.from = from;
        this.column = Objects.requireNonNull(reading.keyset()).columns().get(0);
    }

    /** Why it cannot be divided, for people; empty where it can. */
    static Optional<String> problem(Reading reading) {
        @Nullable Keyset keyset = reading.keyset();
        if (keyset == null) {
            return Optional.of(reading.subject().name() + " is read without a key, whose ranges would divide it");
        }
        KeyColumn column = keyset.columns().get(0);
        if (NUMBERS.contains(column.column().type().kind())
                || (reading.dialect().isPostgres() && reading.subject().table() != null)) {
            return Optional.empty();
        }
        return Optional.of("its key " + column.column().name() + " is "
                + column.column().type().name()
                + ", and other than of a PostgreSQL table nothing is known of its values; a number would do");
    }

    /** The partitions that it has now. */
    List<Source.Partition> divide(int wanted, DataSource database) {
        try (Connection connection = database.getConnection()) {
            ReadSession.prepare(connection, reading.dialect(), ReadMode.PAGING, ZoneOffset.UTC);
            @Nullable String highest = reading.since() == null ? null : Statements.highest(reading, connection);
            return KeyRange.between(cuts(wanted, connection)).stream()
                    .map(range -> new KeyPartition(range, highest)
                            .named(column.column().name()))
                    .toList();
        } catch (SQLException e) {
            throw new ReadException(reading, e);
        }
    }

    private List<String> cuts(int wanted, Connection connection) throws SQLException {
        boolean isNumber = NUMBERS.contains(column.column().type().kind());
        boolean isWhole = from == null
                && reading.subject().table() != null
                && reading.subject().sql().sql().isBlank();
        List<String> cuts =
                reading.dialect().isPostgres() && reading.subject().table() != null && (isWhole || !isNumber)
                        ? KeyStatistics.cuts(
                                connection,
                                reading.subject().table().sql(reading.dialect()),
                                column.column().label(),
                                column.descending(),
                                wanted)
                        : List.of();
        return cuts.isEmpty() && isNumber ? byEnds(wanted, connection) : cuts;
    }

    private List<String> byEnds(int wanted, Connection connection) throws SQLException {
        Statements statements = new Statements(reading, "", from, KeyRange.ALL);
        try (PreparedStatement query = statements.ends(connection, column.sql());
                ResultSet row = query.executeQuery()) {
            row.next();
            return KeyStatistics.between(row.getString(1), row.getString(2), column.descending(), wanted);
        }
    }
}
