package io.nightload.cli.history;

import io.nightload.cli.query.ResultColumn;
import io.nightload.cli.query.RowSink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rejected rows of a job instance one below the other, read page by page.
 *
 * @param columns of {@code nightload.reject}, in their order
 */
public record RejectTable(List<Column> columns) {

    private static final int PAGE = 100;

    /** As a person has mended it, where one has. */
    private static final String RAW = "coalesce(mended, raw)";

    private static final String TIME = "to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";

    /** A column, and what it is in SQL. */
    private record Column(ResultColumn shown, String sql) {

        static Column of(String name, String type, String sql) {
            return new Column(new ResultColumn(name, type), sql);
        }
    }

    /**
     * What a person needs to mend the row.
     *
     * @param replayed whether also when it was loaded after all
     */
    public static RejectTable forPeople(boolean replayed) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("step", "text", "step"),
                Column.of("file", "text", "coalesce(file, '')"),
                Column.of("line or key", "text", "coalesce(line::text, key, '')"),
                Column.of("column", "text", "coalesce(column_name, '')"),
                Column.of("reason", "text", "reason"),
                Column.of("raw", "text", RAW)));
        if (replayed) {
            columns.add(
                    columns.size() - 1,
                    Column.of("replayed", "text", "coalesce(" + TIME.formatted("replayed") + ", '')"));
        }
        return new RejectTable(columns);
    }

    /** All that is known of it; times are of UTC. */
    public static RejectTable whole() {
        return new RejectTable(List.of(
                Column.of("id", "int8", "id"),
                Column.of("execution", "int8", "execution_id"),
                Column.of("step", "text", "step"),
                Column.of("file", "text", "file"),
                Column.of("line", "int8", "line"),
                Column.of("byte_offset", "int8", "byte_offset"),
                Column.of("key", "text", "key"),
                Column.of("reason", "text", "reason"),
                Column.of("sqlstate", "text", "sqlstate"),
                Column.of("column", "text", "column_name"),
                Column.of("constraint", "text", "constraint_name"),
                Column.of("rejected", "timestamptz", TIME.formatted("rejected")),
                Column.of("attempts", "int4", "attempts"),
                Column.of("replayed", "timestamptz", TIME.formatted("replayed")),
                Column.of("raw", "text", RAW)));
    }

    /**
     * Writes what an execution rejected, and those before it that it went on from.
     *
     * @param step the only one, or null for all
     * @param replayed whether also those that were loaded since
     * @return how many rows were written
     */
    public long write(Connection target, Execution execution, @Nullable String step, boolean replayed, RowSink sink)
            throws SQLException {
        String select = columns.stream().map(Column::sql).collect(Collectors.joining(", ", "SELECT ", " "));
        String ofStep = (step == null ? "" : " AND step = ?") + (replayed ? "" : RejectLog.WAITING);
        target.setAutoCommit(false); // or the driver reads them all at once
        try (PreparedStatement statement =
                target.prepareStatement(select + RejectLog.INSTANCE + ofStep + " ORDER BY id")) {
            RejectLog.bind(statement, execution);
            if (step != null) {
                statement.setString(RejectLog.PARAMETERS + 1, step);
            }
            statement.setFetchSize(PAGE);
            try (ResultSet rows = statement.executeQuery()) {
                return write(rows, sink);
            }
        }
    }

    private long write(ResultSet rows, RowSink sink) throws SQLException {
        sink.begin(columns.stream().map(Column::shown).toList());
        long count = 0;
        boolean read = true;
        while (read && rows.next()) {
            List<@Nullable String> values = new ArrayList<>(columns.size());
            for (int i = 1; i <= columns.size(); i++) {
                values.add(rows.getString(i));
            }
            sink.row(values);
            count++;
            read = count % PAGE != 0 || sink.flush();
        }
        sink.flush();
        sink.end(false);
        return count;
    }
}
