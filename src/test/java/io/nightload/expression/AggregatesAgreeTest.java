package io.nightload.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.row.Nest;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nested rows folded by us and the same rows grouped by the server: the same text must come out, or both must refuse. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregatesAgreeTest {

    /** Of each column its name, its type and one value for each line; {@code ~} is NULL. */
    private static final String[][] COLUMNS = {
        {"i", "integer", "2147483647", "2147483647", "-5", "~", "3", "3"},
        {"b", "bigint", "9223372036854775807", "9223372036854775807", "1", "~", "0", "7"},
        {"n", "numeric", "1.10", "1.1", "-2.345", "~", "0.000", "1e20"},
        {"d", "double precision", "0.1", "0.2", "1e30", "~", "-0", "3"},
        {"t", "text", "b", "", "Ä", "~", "b", "a"},
        {"o", "boolean", "true", "false", "true", "~", "true", "true"},
        {"due", "date", "2026-11-20", "infinity", "0044-03-15", "~", "2024-02-29", "2024-02-29"},
        {"ts", "timestamp", "2026-11-20 10:00:00.123", "2026-11-20", "1999-01-01", "~", "0044-03-15", "2024-02-29"},
        {
            "tz",
            "timestamptz",
            "2026-11-20 10:00:00+00",
            "2026-11-20 11:00:00+01",
            "1999-01-01 00:00:00+00",
            "~",
            "2000-01-01 00:00:00+00",
            "2000-01-01 00:00:00+00"
        },
        {"tm", "time", "10:00:00", "23:59:59.999999", "00:00:00", "~", "12:00:00", "12:00:00"},
    };

    /** The lines of each order: one that has none, one of NULLs, single ones, and mixtures. */
    private static final int[][] ORDERS = {
        {}, {3}, {3, 3}, {0}, {4}, {0, 1}, {2, 3, 4}, {4, 5, 2, 3}, {0, 2, 4, 5, 3}, {5}
    };

    /** {@code $} stands before a column of a line; {@code @} for the line itself. */
    private static final List<String> EXPRESSIONS = List.of(
            "sum($i)",
            "sum($b)",
            "sum($n)",
            "sum($d)",
            "sum($ts - timestamp '2000-01-01')",
            "avg($i)",
            "avg($b)",
            "avg($n)",
            "avg($d)",
            "avg($n * $i)",
            "min($i)",
            "min($b)",
            "min($n)",
            "max($n)",
            "min($d)",
            "max($d)",
            "min($t collate_c)",
            "max($t collate_c)",
            "min($due)",
            "max($due)",
            "min($ts)",
            "max($ts)",
            "min($tz)",
            "max($tz)",
            "min($tm)",
            "max($tm)",
            "min($ts - timestamp '2000-01-01')",
            "bool_and($o)",
            "bool_or($o)",
            "every($i > 0)",
            "bool_or($i > 5)",
            "count(@)",
            "count($i)",
            "count($i + $b)",
            "count(distinct $i)",
            "count(distinct $due)",
            "count(distinct $tz)",
            "sum(distinct $i)",
            "avg(distinct $n)",
            "max(distinct $b)",
            "string_agg($t, ', ')",
            "string_agg($t, '')",
            "string_agg($t, null)",
            "string_agg($t, $i::text)",
            "string_agg(distinct $t collate_c, '|')",
            "string_agg($n::text, ',')",
            "count(@) filter (where $i > 0)",
            "sum($n) filter (where $o)",
            "sum($i) filter (where $i > 9999)",
            "sum($i / ($i - 3))",
            "sum($i) / count(@)",
            "coalesce(sum($n), 0) + count($n)",
            "sum(case when $o then $n else -$n end)",
            "round(avg($n), 2)",
            "sum($t)",
            "avg($t)",
            "sum($o)",
            "min($o)",
            "bool_and($i)",
            "string_agg($i, ',')",
            "string_agg($t)");

    private Connection connection;

    @BeforeAll
    void fill(TestDatabase database) throws SQLException {
        connection = database.dataSource().getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET DateStyle TO 'ISO, YMD'");
            statement.execute("SET extra_float_digits TO 1");
            statement.execute("SET IntervalStyle TO 'postgres'");
            statement.execute("SET TimeZone TO '" + Given.ZONE + "'");
            StringBuilder columns = new StringBuilder("order_id integer, line integer");
            for (String[] column : COLUMNS) {
                columns.append(", ").append(column[0]).append(' ').append(column[1]);
            }
            statement.execute("CREATE TEMPORARY TABLE lines (" + columns + ")");
            for (int order = 0; order < ORDERS.length; order++) {
                for (int line = 0; line < ORDERS[order].length; line++) {
                    statement.execute(
                            "INSERT INTO lines VALUES (" + order + ", " + line + values(ORDERS[order][line]) + ")");
                }
            }
        }
    }

    private static String values(int line) {
        StringBuilder values = new StringBuilder();
        for (String[] column : COLUMNS) {
            String value = column[2 + line];
            values.append(value.equals("~") ? ", NULL" : ", '" + value + "'");
        }
        return values.toString();
    }

    @AfterAll
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void onEveryAggregateOfEveryCollection() throws SQLException {
        List<Object> shape = new ArrayList<>();
        for (String[] column : COLUMNS) {
            shape.add(column[0]);
            shape.add(column[1]);
        }
        Nest orders = Nest.of("lines", List.of((Object) shape.toArray()));
        Schema schema = orders.schema();
        List<Map<String, Object>> given = new ArrayList<>();
        for (int[] lines : ORDERS) {
            given.add(Map.of(
                    "lines",
                    java.util.Arrays.stream(lines)
                            .mapToObj(AggregatesAgreeTest::line)
                            .toList()));
        }
        List<Row> rows = orders.rows(schema, given);
        List<String> disagreements = new ArrayList<>();
        for (String expression : EXPRESSIONS) {
            String ours =
                    expression.replace(" collate_c", "").replace("$", "lines.").replace("@", "lines");
            for (int order = 0; order < ORDERS.length; order++) {
                String mine = ours("(" + ours + ")::text", schema, rows.get(order));
                String theirs = postgresqls(expression, order);
                if (!mine.equals(theirs)) {
                    disagreements.add(
                            expression + " of order " + order + ": ours " + mine + ", PostgreSQL's " + theirs);
                }
            }
        }
        assertThat(disagreements).isEmpty();
    }

    private static Map<String, Object> line(int line) {
        Map<String, Object> values = new HashMap<>();
        for (String[] column : COLUMNS) {
            if (!column[2 + line].equals("~")) {
                values.put(column[0], column[2 + line]);
            }
        }
        return values;
    }

    private static String ours(String expression, Schema schema, Row row) {
        Expressions compiled = Expressions.compile(List.of(expression), schema, Map.of(), Given.ZONE);
        if (!compiled.problems().isEmpty()) {
            return "refused";
        }
        try {
            @Nullable Object value = compiled.expressions().get(0).evaluate(row);
            return String.valueOf(value);
        } catch (RowError e) {
            return "refused";
        }
    }

    private String postgresqls(String expression, int order) {
        String sql = expression
                .replace("collate_c", "collate \"C\"")
                .replace("$", "l.")
                .replace("@", "l.*");
        try (PreparedStatement statement = connection.prepareStatement("SELECT (" + sql
                + ")::text FROM (SELECT * FROM lines WHERE order_id = " + order + " ORDER BY line) l")) {
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return String.valueOf(result.getString(1));
            }
        } catch (SQLException e) {
            return "refused";
        }
    }
}
