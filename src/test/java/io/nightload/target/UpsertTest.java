package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Counts.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> load.load(bad))
                .hasMessageContaining("deadlock_detected");
        load.load(Rows.of("id", "n").row("1", "1"));

        assertThat(database.query("SELECT id, n FROM s.t")).containsExactly("1|1");
    }
}
