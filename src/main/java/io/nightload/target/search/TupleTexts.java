package io.nightload.target.search;

import io.nightload.model.TableName;
import io.nightload.row.Block;
import io.nightload.row.Column;
import io.nightload.row.Row;
import io.nightload.spec.sql.CanonicalText;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows that came as tuples by their values, out of a table in which they stand: what its server writes is what their source
 * would have written.
 *
 * @param table for SQL
 * @param number the column that numbers its rows, for SQL
 * @param zone in which timestamps are written
 */
record TupleTexts(String table, String number, ZoneId zone) {

    private static final String SAVEPOINT = "\"nightload texts\"";

    /**
     * The same rows with values.
     *
     * @param tuples by their numbers, at least one
     */
    Map<Long, Row> read(Connection connection, Map<Long, Row> tuples) throws SQLException {
        List<Column> columns = tuples.values().iterator().next().schema().columns();
        try (Statement settings = connection.createStatement();
                PreparedStatement select = connection.prepareStatement(select(columns))) {
            settings.execute("SAVEPOINT " + SAVEPOINT + "; " + canonical());
            select.setObject(
                    1, tuples.keySet().stream().mapToLong(Long::longValue).toArray());
            Map<Long, Row> rows = new HashMap<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    long of = result.getLong(1);
                    rows.put(of, row(result, Objects.requireNonNull(tuples.get(of))));
                }
            }
            settings.execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT + "; RELEASE SAVEPOINT " + SAVEPOINT);
            return rows;
        }
    }

    private String canonical() {
        return CanonicalText.settings(zone).entrySet().stream()
                .map(setting -> "pg_catalog.set_config('" + setting.getKey() + "', '" + setting.getValue() + "', true)")
                .collect(Collectors.joining(", ", "SELECT ", ""));
    }

    /** A cast to text is not always what the type's output is: it leaves out the blanks of a character, and says true. */
    private String select(List<Column> columns) {
        return columns.stream()
                .map(column -> TableName.quote(column.name()))
                .map(name -> ", CASE WHEN " + name + " IS NOT NULL THEN pg_catalog.format('%s', " + name + ") END")
                .collect(Collectors.joining(
                        "", "SELECT " + number, " FROM " + table + " WHERE " + number + " = ANY (?)"));
    }

    private static Row row(ResultSet result, Row tuple) throws SQLException {
        int width = tuple.schema().size();
        @Nullable String[] values = new String[width];
        StringJoiner line = new StringJoiner("\t");
        for (int i = 0; i < width; i++) {
            values[i] = result.getString(i + 2);
            line.add(values[i] == null ? "\\N" : values[i]);
        }
        byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
        int[] starts = new int[width];
        int[] lengths = new int[width];
        int at = 0;
        for (int i = 0; i < width; i++) {
            int slot = tuple.schema().column(i).slot();
            @Nullable String value = values[i];
            int length = value == null ? 2 : value.getBytes(StandardCharsets.UTF_8).length;
            starts[slot] = at;
            lengths[slot] = value == null ? -1 : length;
            at += length + 1;
        }
        Block block = new Block(tuple.origin().name(), bytes, starts, lengths, Map.of(), tuple.keySlots());
        return Row.of(tuple.schema(), block, new Row.Extent(0, 0, bytes.length, 0, -1));
    }
}
