package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.Checkpoints;
import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Counts.Kind;
import io.nightload.target.write.Mode;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@ExtendWith(TestDatabaseExtension.class)
class UpsertTest {

    @Test
    void everyRowIsCountedAsWhatBecameOfIt(TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.t (id int PRIMARY KEY, name text, doc json);
                INSERT INTO s.t VALUES (1, 'same', '{"a": 1}'), (2, 'old', NULL), (3, NULL, NULL)
                """);
        TableLoad load = TableLoad.upsert(database.dataSource(), "s.t", "id");

        load.load(Rows.of("id", "name", "doc")
                .row("1", "same", "{\"a\": 1}")
                .row("2", "superseded", null)
                .row("2", "new", null)
                .row("3", null, null)
                .row("4", "fresh", null));

        assertThat(load.counts.snapshot())
                .isEqualTo(Map.of(Kind.INSERTED, 1L, Kind.UPDATED, 1L, Kind.UNCHANGED, 2L, Kind.SUPERSEDED, 1L));
        assertThat(database.query("SELECT id, name, doc FROM s.t ORDER BY id"))
                .containsExactly("1|same|{\"a\": 1}", "2|new|", "3||", "4|fresh|");
    }

    @ParameterizedTest
    @EnumSource(names = {"UPSERT", "UPDATE"})
    void rowsInTheOrderOfTheirKeyBecomeWhatOthersDo(Mode mode, TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.ordered (id int PRIMARY KEY, name text, at date);
                CREATE TABLE s.mixed (LIKE s.ordered INCLUDING ALL);
                INSERT INTO s.ordered SELECT id, 'old', '2026-01-01' FROM generate_series(1, 90) AS id;
                INSERT INTO s.mixed TABLE s.ordered
                """);
        List<List<String>> rows = IntStream.range(1, 91)
                .mapToObj(
                        id -> List.of("" + id, id % 3 == 0 ? "old" : "new", id % 5 == 0 ? "2025-01-01" : "2026-01-01"))
                .collect(Collectors.toList());
        Map<Kind, Long> ordered = load(database, "s.ordered", mode, rows);
        Collections.shuffle(rows, new Random(7));

        assertThat(load(database, "s.mixed", mode, rows)).isEqualTo(ordered).containsKey(Kind.DELETED);
        assertThat(database.query("SELECT id, name, at FROM s.mixed ORDER BY id"))
                .isEqualTo(database.query("SELECT id, name, at FROM s.ordered ORDER BY id"));
    }

    private static Map<Kind, Long> load(TestDatabase database, String table, Mode mode, List<List<String>> values)
            throws Exception {
        Rows rows = Rows.of("id", "name", "at");
        values.forEach(row -> rows.row(row.toArray(String[]::new)));
        TableLoad load = TableLoad.of(database.dataSource(), table, mode, "id")
                .newer("at")
                .delete("id::int % 7 = 0");
        load.load(rows);
        return load.counts.snapshot();
    }

    @Test
    void aRowThatAnotherSessionAddsMeanwhileIsUpdated(TestDatabase database) throws Exception {
        database.execute("CREATE SCHEMA s; CREATE TABLE s.t (id int PRIMARY KEY, name text)");
        TableLoad load = TableLoad.upsert(database.dataSource(), "s.t", "id");
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO s.t VALUES (2, 'theirs')");

            Future<?> loading = executor.submit(() -> {
                load.load(
                        Rows.of("id", "name").row("1", "ours").row("2", "ours").row("3", "ours"));
                return null;
            });
            Checkpoints.await(
                    () -> database.count("SELECT count(*) FROM pg_catalog.pg_stat_activity"
                                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                            == 1,
                    "the load to run into the row");
            other.commit();
            loading.get(1, TimeUnit.MINUTES);
        } finally {
            executor.shutdownNow();
        }

        assertThat(load.rejects).isEmpty();
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 2L, Kind.UPDATED, 1L));
        assertThat(database.query("SELECT name FROM s.t")).containsOnly("ours");
    }

    @Test
    void aPartitionedTableIsCountedJustSo(TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.t (id int PRIMARY KEY, name text) PARTITION BY RANGE (id);
                CREATE TABLE s.low PARTITION OF s.t FOR VALUES FROM (0) TO (10);
                CREATE TABLE s.high PARTITION OF s.t FOR VALUES FROM (10) TO (100);
                INSERT INTO s.t VALUES (1, 'same'), (11, 'old')
                """);
        TableLoad load = TableLoad.upsert(database.dataSource(), "s.t", "id");

        load.load(Rows.of("id", "name").row("1", "same").row("11", "new").row("12", "fresh"));

        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 1L, Kind.UPDATED, 1L, Kind.UNCHANGED, 1L));
    }

    @Test
    void aKeyMustNotBeNull(TestDatabase database) throws Exception {
        database.execute("CREATE SCHEMA s; CREATE TABLE s.t (id int UNIQUE, name text)");
        TableLoad load = TableLoad.upsert(database.dataSource(), "s.t", "id");

        load.load(Rows.of("id", "name").row("1", "a").row(null, "b"));

        assertThat(load.rejects).containsExactly("3 23502 id: null value in column \"id\": a key must not be NULL");
        assertThat(database.query("SELECT id, name FROM s.t")).containsExactly("1|a");
    }

    @Test
    void aDifferenceThatTheCollationDoesNotSeeIsAChange(TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA s;
                CREATE COLLATION s.any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
                CREATE TABLE s.t (id int PRIMARY KEY, name text COLLATE s.any_case);
                INSERT INTO s.t VALUES (1, 'bob')
                """);
        TableLoad load = TableLoad.upsert(database.dataSource(), "s.t", "id");

        load.load(Rows.of("id", "name").row("1", "Bob"));

        assertThat(database.query("SELECT name FROM s.t")).containsExactly("Bob");
        assertThat(load.counts.get(Kind.UPDATED)).isEqualTo(1);
    }

    @Test
    void aTableOfNothingButItsKeyIsFilled(TestDatabase database) throws Exception {
        database.execute(
                "CREATE SCHEMA s; CREATE TABLE s.t (a int, b int, PRIMARY KEY (b, a)); INSERT INTO s.t VALUES (1, 1)");
        TableLoad load = TableLoad.upsert(database.dataSource(), "s.t", "a", "b");

        load.load(Rows.of("a", "b").row("1", "1").row("1", "2"));

        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 1L, Kind.UNCHANGED, 1L));
    }

    @Test
    void awkwardNamesAreJustNames(TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA "My %s Schema";
                CREATE TABLE "My %s Schema"."Order ""Lines""\" ("select" int PRIMARY KEY, "Ünit Price" numeric(12,2), target text, excluded date)
                """);
        TableLoad load = TableLoad.upsert(database.dataSource(), "\"My %s Schema\".\"Order \"\"Lines\"\"\"", "select");

        load.load(
                Rows.of("select", "Ünit Price", "target", "excluded").row("1", "2.345", "a", "2026-02-01"),
                Rows.of("select", "Ünit Price", "target", "excluded").row("1", "2.35", "b", "2026-02-01"));

        assertThat(database.query("SELECT \"Ünit Price\", target FROM \"My %s Schema\".\"Order \"\"Lines\"\"\""))
                .containsExactly("2.35|b");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 1L, Kind.UPDATED, 1L));
    }

    /** As INSERT … ON CONFLICT has it, which finds the key only then. */
    @ParameterizedTest
    @ValueSource(strings = {"kind <> 'bad'", "made <> 'bad'", "doubled < 10", "(t).made <> 'bad'"})
    void aCheckJudgesEachRowThatArrivesInWhateverOrder(String check, TestDatabase database) throws Exception {
        database.execute("CREATE SCHEMA s; CREATE TABLE s.t (id int PRIMARY KEY, n int, at date, kind text,"
                + " made text DEFAULT 'bad', doubled int GENERATED ALWAYS AS (n * 2) STORED);"
                + " INSERT INTO s.t VALUES (1, 1, '2026-01-02', 'good', 'good'), (2, 1, '2026-01-02', 'good', 'good');"
                + " ALTER TABLE s.t ADD CONSTRAINT judge CHECK (" + check + ")");
        TableLoad keepsNewer =
                TableLoad.upsert(database.dataSource(), "s.t", "id").newer("at");
        TableLoad keepsKind =
                TableLoad.upsert(database.dataSource(), "s.t", "id").insertOnly("kind");

        keepsNewer.load(Rows.of("id", "n", "at", "kind").row("1", "5", "2026-01-01", "bad"));
        keepsKind.load(Rows.of("id", "n", "at", "kind").row("2", "5", "2026-01-03", "bad"));

        assertThat(keepsNewer.rejects).singleElement().asString().contains("23514", "judge");
        assertThat(keepsKind.rejects).singleElement().asString().contains("23514", "judge");
    }

    @Test
    void rowsThatAreThereDrawNoNumbersInTheOrderOfTheirKey(TestDatabase database) throws Exception {
        database.assumeServer(17); // older ones have no MERGE that says what it did
        database.execute("""
                CREATE SCHEMA s; CREATE SEQUENCE s.drawn;
                CREATE TABLE s.t (id int PRIMARY KEY CHECK (id > 0), n int CHECK (n > 0), number int DEFAULT nextval('s.drawn'));
                INSERT INTO s.t VALUES (1, 1, 0), (2, 2, 0)
                """);
        TableLoad load = TableLoad.upsert(database.dataSource(), "s.t", "id");

        load.load(Rows.of("id", "n").row("1", "1").row("2", "20").row("3", "3"));

        assertThat(database.query("SELECT id, n, number FROM s.t ORDER BY id"))
                .containsExactly("1|1|0", "2|20|0", "3|3|1");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 1L, Kind.UPDATED, 1L, Kind.UNCHANGED, 1L));
    }

    @ParameterizedTest
    @EnumSource(names = {"UPSERT", "UPDATE"})
    void noChunkGoesIntoColumnsThatBecameOthers(Mode mode, TestDatabase database) throws Exception {
        database.execute(
                "CREATE SCHEMA s; CREATE TABLE s.t (id int PRIMARY KEY, n bigint); INSERT INTO s.t VALUES (1, 1)");
        TableLoad load = TableLoad.of(database.dataSource(), "s.t", mode, "id");
        Rows none = Rows.of("id", "n");
        Rows some = Rows.of("id", "n").row("1", "7");

        assertThatThrownBy(() -> load.meanwhile(() -> database.execute("ALTER TABLE s.t ALTER n TYPE double precision"))
                        .load(none, some))
                .hasMessageContaining("somebody has changed the columns of s.t since this step was planned");
        assertThatThrownBy(() -> load.meanwhile(() -> {})
                        .meanwhile(() -> database.execute("ALTER TABLE s.t ALTER n TYPE bigint"))
                        .load(none, some, Rows.of("id", "n").row("1", "8")))
                .hasMessageContaining("somebody has changed the columns of s.t since this step was planned");
        assertThat(database.query("SELECT n FROM s.t")).containsExactly("7");
    }

    @Test
    void aSessionThatLoadedTheTableBeforeTakesItsNewTypes(TestDatabase database) throws Exception {
        database.execute("CREATE SCHEMA s; CREATE TABLE s.t (id int PRIMARY KEY, n bigint)");
        try (Connection session = database.dataSource().getConnection()) {
            TableLoad load = TableLoad.upsert(new SingleConnectionDataSource(session, true), "s.t", "id");

            load.load(Rows.of("id", "n").row("1", "1"));
            database.execute("ALTER TABLE s.t ALTER n TYPE double precision");
            load.load(Rows.of("id", "n").row("2", "2.5"));
        }

        assertThat(database.query("SELECT id, n FROM s.t ORDER BY id")).containsExactly("1|1", "2|2.5");
    }

    @Test
    void aChunkThatWasRolledBackLeavesNothingBehind(TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA s;
                CREATE FUNCTION s.judge() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN IF NEW.n < 0 THEN RAISE deadlock_detected; END IF; RETURN NEW; END';
                CREATE TABLE s.t (id int PRIMARY KEY, n int);
                CREATE TRIGGER judge BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION s.judge()
                """);
        TableLoad load = TableLoad.upsert(database.dataSource(), "s.t", "id");
        Rows bad = Rows.of("id", "n").row("1", "-1");

        assertThatThrownBy(() -> load.load(bad)).hasMessageContaining("deadlock_detected");
        load.load(Rows.of("id", "n").row("1", "1"));

        assertThat(database.query("SELECT id, n FROM s.t")).containsExactly("1|1");
    }
}
