package io.nightload.spec.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.spec.ParameterSpec;
import io.nightload.spec.Parameters;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundSqlTest {

    private static List<String> names(BoundSql sql) {
        return sql.parameters().stream().map(BoundSql.Parameter::name).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', textBlock = """
                    SELECT :a                       → SELECT ?
                    WHERE d=:a AND e=:a             → WHERE d=? AND e=?
                    SELECT :a::date                 → SELECT ?::date
                    f(x => :a)                      → f(x => ?)
                    SELECT 'it''s :b', :a           → SELECT 'it''s :b', ?
                    SELECT ':b'':b', :a             → SELECT ':b'':b', ?
                    SELECT E'\\':b', :a             → SELECT E'\\':b', ?
                    SELECT e'a\\\\', :a             → SELECT e'a\\\\', ?
                    SELECT "x:b""y:b", :a           → SELECT "x:b""y:b", ?
                    SELECT '\\', :a                 → SELECT '\\', ?
                    SELECT type'\\', :a             → SELECT type'\\', ?
                    DO $$ :b $$; SELECT :a          → DO $$ :b $$; SELECT ?
                    SELECT $x$ :b $$ :b $x$, :a     → SELECT $x$ :b $$ :b $x$, ?
                    SELECT a$b$, :a                 → SELECT a$b$, ?
                    SELECT /* :b /* :b */ :b */ :a  → SELECT /* :b /* :b */ :b */ ?
                    SELECT 8/2 - -:a                → SELECT 8/2 - -?
                    SELECT x[1:2], x[a:b], :a       → SELECT x[1:2], x[a:b], ?
                    SELECT ARRAY[:a, 2]             → SELECT ARRAY[?, 2]
                    SELECT x[: :a]                  → SELECT x[: ?]
                    SELECT j ? 'k' AND :a           → SELECT j ?? 'k' AND ?
                    SELECT j ?| k, j @? p, '?', :a  → SELECT j ??| k, j @?? p, '?', ?
                    """)
    void aParameterIsFoundWhereItIsOne(String text, String sql) {
        assertThat(BoundSql.parse(text).sql()).isEqualTo(sql);
        assertThat(names(BoundSql.parse(text))).containsOnly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a::date",
                "v := 1",
                "SELECT 'never closed :a",
                "SELECT /* never closed :a",
                "SELECT $q$ never closed :a",
                "SELECT E'never closed \\",
                "-- :a",
                "SELECT x[1:2][2:3]",
                "SELECT x[f(1):n], x[y[1]:n]",
                "SELECT a : b",
                "SELECT 1:",
                ""
            })
    void whatIsNoParameterStaysAsItIs(String text) {
        assertThat(BoundSql.parse(text)).isEqualTo(new BoundSql(text, List.of()));
    }

    @Test
    void aCommentOfOneLineEndsWithIt() {
        assertThat(BoundSql.parse("-- it's :b\nSELECT :a").sql()).isEqualTo("-- it's :b\nSELECT ?");
    }

    @Test
    void eachPlaceIsKnown() {
        assertThat(BoundSql.parse("SELECT :from, ':x', :to, :from").parameters())
                .containsExactly(
                        new BoundSql.Parameter("from", 7),
                        new BoundSql.Parameter("to", 20),
                        new BoundSql.Parameter("from", 25));
    }

    @Test
    @ExtendWith(TestDatabaseExtension.class)
    void theServerSeesTheValuesAndItsOwnOperators(TestDatabase database) throws SQLException {
        BoundSql sql = BoundSql.parse("SELECT :day + 1, '{\"k\": 1}'::jsonb ? 'k', '?', :n::int, (ARRAY[1,2,3])[2:3]");
        Parameters values = new Parameters(List.of(
                new Parameters.Value("n", ParameterSpec.Type.INT, 7L, "7", true),
                new Parameters.Value("day", ParameterSpec.Type.DATE, LocalDate.of(2026, 11, 20), "2026-11-20", true)));

        try (var connection = database.dataSource().getConnection();
                var statement = connection.prepareStatement(sql.sql())) {
            sql.bind(statement, values);
            try (var rows = statement.executeQuery()) {
                rows.next();
                assertThat(rows.getObject(1, LocalDate.class)).isEqualTo("2026-11-21");
                assertThat(rows.getBoolean(2)).isTrue();
                assertThat(rows.getString(3)).isEqualTo("?");
                assertThat(rows.getInt(4)).isEqualTo(7);
                assertThat(rows.getString(5)).isEqualTo("{2,3}");
            }
        }
    }
}
