package io.nightload.target.write;

import io.nightload.row.Block;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a durable stage came from, in a table beside it: a row for each chunk, and for each file in it, with arrays that have an element
 * for each of their rows. So a step that never asks pays some bytes a row.
 *
 * @param stage for SQL
 * @param name for SQL
 */
record StagedOrigins(String stage, String name) {

    String create() {
        return "CREATE TABLE IF NOT EXISTS " + name
                + " (first pg_catalog.int8 PRIMARY KEY, name pg_catalog.text, lines pg_catalog.int8[],"
                + " offsets pg_catalog.int8[], keys pg_catalog.text[])";
    }

    /** The same where it may be there, or be made by another session at the same time, which IF NOT EXISTS alone does not bear. */
    String createWhereMissing() {
        return "SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('" + name.replace("'", "''")
                + "', 0)); " + create();
    }

    /** @param first the first one's number; the others follow it */
    void note(Connection connection, List<Row> rows, long first) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + name + " VALUES (?, ?, ?, ?, ?)")) {
            List<Origin> origins = rows.stream().map(Row::origin).toList();
            for (int from = 0, to; from < origins.size(); from = to) {
                String file = origins.get(from).name();
                to = IntStream.range(from, origins.size())
                        .filter(i -> !origins.get(i).name().equals(file))
                        .findFirst()
                        .orElse(origins.size());
                insert.setLong(1, first + from);
                insert.setString(2, file);
                set(insert, origins.subList(from, to));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void set(PreparedStatement insert, List<Origin> origins) throws SQLException {
        insert.setObject(3, origins.stream().mapToLong(Origin::line).toArray());
        insert.setObject(4, origins.stream().mapToLong(Origin::offset).toArray());
        insert.setObject(5, origins.stream().map(Origin::key).toArray(String[]::new));
    }

    /** Takes rows out of the stage, and returns them by their numbers: raw is what was to be written, as JSON. */
    Map<Long, Row> take(Connection connection, List<Long> numbers) throws SQLException {
        String sql = """
                WITH gone AS (
                    DELETE FROM %1$s AS s WHERE %2$s = ANY (?)
                    RETURNING %2$s AS number, (pg_catalog.to_jsonb(s) - '{%2$s,%3$s}'::pg_catalog.text[])::pg_catalog.text AS raw
                )
                SELECT g.number, g.raw, o.name, o.lines[g.number - o.first + 1] AS line,
                       o.offsets[g.number - o.first + 1] AS at, o.keys[g.number - o.first + 1] AS key
                FROM gone AS g
                LEFT JOIN LATERAL (SELECT * FROM %4$s AS o WHERE o.first <= g.number ORDER BY o.first DESC LIMIT 1) AS o ON true
                """.formatted(stage, Stage.ORDINAL, Stage.DELETE, name);
        Map<Long, Row> taken = new HashMap<>();
        try (PreparedStatement take = connection.prepareStatement(sql)) {
            take.setObject(1, numbers.stream().mapToLong(Long::longValue).toArray());
            try (ResultSet row = take.executeQuery()) {
                while (row.next()) {
                    taken.put(
                            row.getLong("number"),
                            row(
                                    row.getString("name"),
                                    row.getLong("line"),
                                    row.getLong("at"),
                                    row.getString("key"),
                                    row.getString("raw")));
                }
            }
        }
        return taken;
    }

    /** @param key such as {@code id = 42, region = eu} */
    private static Row row(@Nullable String file, long line, long offset, @Nullable String key, String raw) {
        String[] words = key == null ? new String[0] : key.split(" = ", 2);
        byte[] record = raw.getBytes(StandardCharsets.UTF_8);
        byte[] value = words.length == 2 ? words[1].getBytes(StandardCharsets.UTF_8) : new byte[0];
        byte[] bytes = Arrays.copyOf(record, record.length + value.length);
        System.arraycopy(value, 0, bytes, record.length, value.length);
        Block block = new Block(
                String.valueOf(file),
                bytes,
                new int[] {record.length},
                new int[] {value.length},
                Map.of(),
                words.length == 2 ? Map.of(words[0], 0) : Map.of());
        return Row.of(new Schema(List.of()), block, new Row.Extent(0, 0, record.length, line, offset));
    }
}
