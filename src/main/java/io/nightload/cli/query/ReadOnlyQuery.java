package io.nightload.cli.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that reads, fetched page by page. */
public final class ReadOnlyQuery {

    private static final String PREPARE = """
            SELECT set_config('nightload.query', ?, true), set_config('bytea_output', 'hex', true),
              set_config('IntervalStyle', 'postgres', true)""";

    private static final String OPEN = """
            DO $$
            DECLARE rows pg_catalog.refcursor := 'nightload_rows';
            BEGIN
              OPEN rows NO SCROLL FOR EXECUTE pg_catalog.current_setting('nightload.query');
            END $$""";

    private static final long FIRST_PAGE = 5;
    private static final long LARGEST_PAGE = 5_000;
    /** Characters that a page should have; rows of a megabyte are then fetched one by one, and memory stays flat. */
    private static final long PAGE_SIZE = 1 << 20;

    private final String sql;
    private final long limit;

    /** @param limit the most rows that are written */
    public ReadOnlyQuery(String sql, long limit) {
        this.sql = sql;
        this.limit = limit;
    }

    /** Runs it in a transaction of its own, which leaves nothing behind. */
    public void run(Connection connection, RowSink sink) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        try (PreparedStatement prepare = connection.prepareStatement(PREPARE);
                Statement statement = connection.createStatement()) {
            prepare.setString(1, sql);
            prepare.execute();
            statement.execute(OPEN);
            fetch(statement, sink);
        } catch (SQLException | RuntimeException e) {
            rollback(connection, e);
            throw e;
        }
        connection.rollback();
    }

    /** A lost connection fails here too; what it failed with first is what a person is told. */
    private static void rollback(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private void fetch(Statement statement, RowSink sink) throws SQLException {
        long written = 0;
        long page = Math.min(FIRST_PAGE, limit);
        boolean more = true;
        boolean read = true;
        for (boolean first = true; first || (more && read && written < limit); first = false) {
            try (ResultSet rows = statement.executeQuery("FETCH " + page + " FROM nightload_rows")) {
                List<ResultColumn> columns = ResultColumn.of(rows.getMetaData());
                if (first) {
                    sink.begin(columns);
                }
                Page size = write(rows, columns, sink);
                written += size.rows();
                more = size.rows() == page;
                page = Math.min(size.next(), limit - written);
            }
            read = sink.flush();
        }
        sink.end(more && hasMore(statement));
    }

    private static boolean hasMore(Statement statement) throws SQLException {
        try (ResultSet next = statement.executeQuery("FETCH 1 FROM nightload_rows")) {
            return next.next();
        }
    }

    private static Page write(ResultSet rows, List<ResultColumn> columns, RowSink sink) throws SQLException {
        long count = 0;
        long characters = 0;
        while (rows.next()) {
            List<@Nullable String> values = values(rows, columns);
            for (@Nullable String value : values) {
                characters += value == null ? 0 : value.length();
            }
            sink.row(values);
            count++;
        }
        return new Page(count, characters);
    }

    private static List<@Nullable String> values(ResultSet rows, List<ResultColumn> columns) throws SQLException {
        List<@Nullable String> values = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            String value = rows.getString(i + 1);
            if (value != null && columns.get(i).isBoolean()) {
                value = value.equals("t") ? "true" : "false";
            }
            values.add(value);
        }
        return values;
    }

    private record Page(long rows, long characters) {

        /** How many rows the next page should have. */
        long next() {
            long perRow = Math.max(1, characters / Math.max(1, rows));
            return Math.min(LARGEST_PAGE, Math.max(1, PAGE_SIZE / perRow));
        }
    }
}
