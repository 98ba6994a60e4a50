package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Counts.Kind;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class MergeOptionsTest {

    private TestDatabase database;

    @BeforeEach
    void makeTable(TestDatabase given) {
        database = given;
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.t (id int PRIMARY KEY, mail text UNIQUE, "changed At" timestamp, made text);
                INSERT INTO s.t VALUES (1, 'a', '2026-01-05', 'first'), (2, 'b', '2026-01-05', 'first'),
                    (3, 'c', NULL, 'first')
                """);
    }

    @Test
    void theNewerRowIsKeptWhicheverComesLast() {
        TableLoad load = TableLoad.upsert(database.dataSource(), "s.t", "id").newer("changed At");

        load.load(Rows.of("id", "mail", "changed At")
                .row("1", "older", "2026-01-04 23:00:00")
                .row("2", "newest", "2026-01-07 00:00:00")
                .row("2", "newer", "2026-01-06 00:00:00")
                .row("3", "first with a time", "2026-01-01 00:00:00")
                .row("4", "fresh", null));

        assertThat(load.counts.snapshot())
                .isEqualTo(Map.of(Kind.INSERTED, 1L, Kind.UPDATED, 2L, Kind.UNCHANGED, 1L, Kind.SUPERSEDED, 1L));
        assertThat(database.query("SELECT id, mail FROM s.t ORDER BY id"))
                .containsExactly("1|a", "2|newest", "3|first with a time", "4|fresh");
    }

    @Test
    void aRowOfTheSameAgeWinsAndOneWithoutAgeDoesNot() {
        TableLoad load = TableLoad.update(database.dataSource(), "s.t", "id").newer("changed At");

        load.load(Rows.of("id", "mail", "changed At")
                .row("1", "same age", "2026-01-05 00:00:00")
                .row("2", "no age", null));

        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.UPDATED, 1L, Kind.UNCHANGED, 1L));
        assertThat(database.query("SELECT mail FROM s.t WHERE id < 3 ORDER BY id"))
                .containsExactly("same age", "b");
    }

    @Test
    void insertOnlyColumnsAreSetOnceAndDoNotMakeAChange() {
        TableLoad load = TableLoad.upsert(database.dataSource(), "s.t", "id").insertOnly("made");

        load.load(Rows.of("id", "mail", "made")
                .row("1", "a", "second")
                .row("2", "bb", "second")
                .row("4", "d", "second"));

        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 1L, Kind.UPDATED, 1L, Kind.UNCHANGED, 1L));
        assertThat(database.query("SELECT id, mail, made FROM s.t WHERE id <> 3 ORDER BY id"))
                .containsExactly("1|a|first", "2|bb|first", "4|d|second");
    }

    @Test
    void aRowThatDeletesNeedsNothingButItsKey() {
        database.execute("ALTER TABLE s.t ALTER mail SET NOT NULL");
        TableLoad load = TableLoad.upsert(database.dataSource(), "s.t", "id").delete("op = 'D'");

        load.load(Rows.of("id", "mail", "op")
                .row("1", null, "D")
                .row("2", "new", "U")
                .row("2", null, "D")
                .row("3", null, "D")
                .row("3", "again", "U")
                .row("9", null, "D")
                .row("10", null, "U"));

        assertThat(load.counts.snapshot())
                .isEqualTo(Map.of(Kind.UPDATED, 1L, Kind.DELETED, 2L, Kind.UNCHANGED, 1L, Kind.SUPERSEDED, 2L));
        assertThat(load.rejects)
                .containsExactly("8 23502 mail: null value in column \"mail\" of relation \"t\" violates not-null"
                        + " constraint");
        assertThat(database.query("SELECT id, mail FROM s.t")).containsExactly("3|again");
    }

    @Test
    void aRowMayTakeOverWhatIsUniqueInOneThatIsDeleted() {
        TableLoad load = TableLoad.upsert(database.dataSource(), "s.t", "id").delete("op = 'D'");

        load.load(Rows.of("id", "mail", "op").row("5", "a", "U").row("1", null, "D"));

        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 1L, Kind.DELETED, 1L));
        assertThat(database.query("SELECT id FROM s.t WHERE mail = 'a'")).containsExactly("5");
    }

    @Test
    void anOlderDeletionLeavesTheNewerRow() {
        TableLoad load = TableLoad.upsert(database.dataSource(), "s.t", "id")
                .newer("changed At")
                .delete("op = 'D'");

        load.load(Rows.of("id", "changed At", "op")
                .row("1", "2026-01-04 00:00:00", "D")
                .row("2", "2026-01-06 00:00:00", "D"));

        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.DELETED, 1L, Kind.UNCHANGED, 1L));
        assertThat(database.query("SELECT id FROM s.t ORDER BY id")).containsExactly("1", "3");
    }

    @Test
    void anExpressionThatCannotBeComputedRejectsItsRow() {
        TableLoad load = TableLoad.upsert(database.dataSource(), "s.t", "id").delete("cast(op as int) = 1");

        load.load(Rows.of("id", "mail", "op").row("1", "x", "one").row("2", "y", "0"));

        assertThat(load.rejects).hasSize(1).first().asString().startsWith("2 22P02");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.UPDATED, 1L));
    }
}
