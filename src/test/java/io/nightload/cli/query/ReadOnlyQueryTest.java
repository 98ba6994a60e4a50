package io.nightload.cli.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.cli.text.Terminal;
import io.nightload.connection.ServerError;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabaseExtension.class)
class ReadOnlyQueryTest {

    private static final long ALL = Long.MAX_VALUE;

    private final TestDatabase database;

    ReadOnlyQueryTest(TestDatabase database) {
        this.database = database;
    }

    private String run(String sql, long limit, Function<PrintStream, RowSink> sink) throws SQLException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (Connection connection = database.dataSource().getConnection();
                PrintStream out = new PrintStream(written, false, StandardCharsets.UTF_8)) {
            new ReadOnlyQuery(sql, limit).run(connection, sink.apply(out));
        }
        return written.toString(StandardCharsets.UTF_8);
    }

    private List<String> text(String sql, long limit) throws SQLException {
        return run(sql, limit, out -> new TextRows(out, Terminal.PIPE)).lines().toList();
    }

    private List<String> complaint(String sql) {
        try {
            run(sql, ALL, CsvRows::new);
            return List.of();
        } catch (SQLException e) {
            return new SqlComplaint(ServerError.of(e), sql).lines();
        }
    }

    @Test
    void aTableAlignsNumbersAndShowsNull() throws SQLException {
        assertThat(text("VALUES (1, 'one', true), (20, NULL, false)", ALL))
                .containsExactly(
                        "column1  column2  column3", "      1  one      true", "     20  ␀        false", "(2 rows)");
    }

    @Test
    void aResultWithoutRowsStillHasItsHeader() throws SQLException {
        assertThat(text("SELECT 1 AS a, 'x' AS b WHERE false", ALL)).containsExactly("a  b", "(0 rows)");
    }

    @Test
    void controlCharactersAreShownAndNotSent() throws SQLException {
        assertThat(text("SELECT E'a\\nb\\x1b[31m' AS v", ALL)).containsExactly("v", "a␊b␛[31m", "(1 row)");
    }

    @Test
    void aLimitSaysThatThereIsMore() throws SQLException {
        assertThat(text("SELECT g FROM generate_series(1, 3) g", 2))
                .containsExactly("g", "1", "2", "(2 rows, and there are more)");
        assertThat(text("SELECT g FROM generate_series(1, 2) g", 2)).endsWith("(2 rows)");
    }

    @Test
    void everyRowOfManyPagesArrivesOnce() throws SQLException {
        assertThat(run("SELECT g AS n FROM generate_series(1, 20000) g", ALL, CsvRows::new)
                        .lines()
                        .skip(1)
                        .mapToLong(Long::parseLong)
                        .sum())
                .isEqualTo(20_000L * 20_001 / 2);
    }

    @Test
    void csvQuotesWhatNeedsItAndTellsNullFromEmpty() throws SQLException {
        assertThat(run(
                        "SELECT 'a,b' AS \"x,y\", 'say \"hi\"' AS b, E'l1\\nl2' AS c, '' AS d, NULL AS e, 1.50 AS f",
                        ALL,
                        CsvRows::new))
                .isEqualTo("\"x,y\",b,c,d,e,f\n\"a,b\",\"say \"\"hi\"\"\",\"l1\nl2\",\"\",,1.50\n");
    }

    @Test
    void jsonKeepsEveryDigitAndNestsJson() throws SQLException {
        assertThat(run(
                        "SELECT 9007199254740993::int8 AS big, 1.10::numeric AS exact, true AS yes, NULL AS none,"
                                + " '{\"a\": [1]}'::jsonb AS doc, 'NaN'::float8 AS nan, date '2026-11-20' AS day",
                        ALL,
                        JsonRows::new))
                .isEqualTo(
                        "[\n{\"big\":9007199254740993,\"exact\":1.10,\"yes\":true,\"none\":null,\"doc\":{\"a\": [1]},"
                                + "\"nan\":\"NaN\",\"day\":\"2026-11-20\"}\n]\n");
    }

    @Test
    void jsonHasArraysForArrays() throws SQLException {
        assertThat(run(
                        "SELECT ARRAY[1,NULL,3] AS n, ARRAY[['a b','c\"d'],['NULL','']] AS t, '{}'::int[] AS e,"
                                + " '[0:1]={t,f}'::bool[] AS b",
                        ALL,
                        JsonRows::new))
                .isEqualTo(
                        "[\n{\"n\":[1,null,3],\"t\":[[\"a b\",\"c\\\"d\"],[\"NULL\",\"\"]],\"e\":[],\"b\":[true,false]}\n]\n");
    }

    @Test
    void jsonNumbersColumnsOfTheSameName() throws SQLException {
        assertThat(run("SELECT 1 AS id, 2 AS id", ALL, JsonRows::new)).isEqualTo("[\n{\"id\":1,\"id_2\":2}\n]\n");
    }

    @Test
    void jsonWithoutRowsIsAnEmptyArray() throws SQLException {
        assertThat(run("SELECT 1 WHERE false", ALL, JsonRows::new)).isEqualTo("[]\n");
    }

    @Test
    void explainAndShowAreQueriesToo() throws SQLException {
        assertThat(text("EXPLAIN SELECT 1", ALL)).contains("QUERY PLAN");
        assertThat(text("SHOW server_encoding;", ALL)).containsExactly("server_encoding", "UTF8", "(1 row)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE public.t (id int)",
                "COPY (SELECT 1) TO PROGRAM 'true'",
                "SELECT 1; CREATE TABLE public.t (id int)",
                "COMMIT",
                "COMMIT; CREATE TABLE public.t (id int)",
                "SELECT 1 INTO public.t"
            })
    void whatDoesNotJustReadIsRefused(String sql) {
        assertThat(complaint(sql)).last().asString().startsWith("query ");
        assertThat(database.count("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isZero();
    }

    @Test
    void aWriteInsideOfAQueryIsRefused() {
        database.execute("CREATE TABLE IF NOT EXISTS public.kept (id int)");
        try {
            assertThat(complaint("WITH gone AS (DELETE FROM public.kept RETURNING id) SELECT * FROM gone"))
                    .containsExactly(
                            "cannot execute SELECT in a read-only transaction (SQLSTATE 25006)",
                            "query only reads: a WITH that inserts, updates or deletes, and a function that writes, are"
                                    + " refused");
        } finally {
            database.execute("DROP TABLE public.kept");
        }
    }

    @Test
    void theReadOnlyTransactionCannotBeMadeToWrite() {
        assertThatThrownBy(() -> text("SELECT set_config('transaction_read_only', 'off', false)", ALL))
                .hasMessageContaining("transaction read-write mode must be set before any query");
    }

    @Test
    void anErrorPointsAtItsPlace() {
        assertThat(complaint("SELECT id,\n  nmae\nFROM (VALUES (1, 'a')) AS t (id, name)"))
                .containsExactly(
                        "column \"nmae\" does not exist (SQLSTATE 42703)",
                        "    nmae",
                        "    ^",
                        "Perhaps you meant to reference the column \"t.name\".");
    }

    @Test
    void anErrorAtTheEndOfTheStatementPointsBehindIt() {
        assertThat(complaint("SELECT 1 +"))
                .containsExactly("syntax error at end of input (SQLSTATE 42601)", "  SELECT 1 +", "            ^");
    }

    @Test
    void anErrorOfARowHasNoPlace() {
        assertThat(complaint("SELECT 1 / (g - 100) FROM generate_series(1, 200) g"))
                .containsExactly("division by zero (SQLSTATE 22012)");
    }

    @Test
    void questionMarksAndBracesAreTheStatementsOwn() throws SQLException {
        assertThat(run("SELECT '{\"a\":1}'::jsonb ? 'a' AS has, '{d}' AS t", ALL, CsvRows::new))
                .isEqualTo("has,t\ntrue,{d}\n");
    }

    @Test
    void longRowsComeInSmallPages() throws SQLException {
        List<Integer> pages = new ArrayList<>();
        run("SELECT repeat('x', 1000000) FROM generate_series(1, 9)", ALL, out -> new RowSink() {
            private int rows;

            @Override
            public void begin(List<ResultColumn> columns) {}

            @Override
            public void row(List<@Nullable String> values) {
                rows++;
            }

            @Override
            public boolean flush() {
                pages.add(rows);
                rows = 0;
                return true;
            }

            @Override
            public void end(boolean more) {}
        });
        assertThat(pages).containsExactly(5, 1, 1, 1, 1, 0);
    }
}
