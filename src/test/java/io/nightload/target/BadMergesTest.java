package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.connection.Migrations;
import io.nightload.part.Counts.Kind;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that only the server can refuse, where rows are merged by a key or gathered first. */
@ExtendWith(TestDatabaseExtension.class)
class BadMergesTest {

    private TestDatabase database;

    @BeforeEach
    void makeSchema(TestDatabase given) {
        database = given;
        database.execute("CREATE SCHEMA s");
    }

    private TableLoad upsert() {
        return TableLoad.upsert(database.dataSource(), "s.t", "id");
    }

    @Test
    void anUpsertCountsWhatBecomesOfTheGoodRows() {
        database.execute("CREATE TABLE s.t (id int PRIMARY KEY, price int CONSTRAINT paid CHECK (price > 0));"
                + " INSERT INTO s.t VALUES (1, 1), (2, 2), (3, 3)");
        TableLoad load = upsert();

        load.load(Rows.of("id", "price")
                .row("1", "1")
                .row("2", "20")
                .row("3", "-3")
                .row("4", "40")
                .row("5", "-5")
                .row("6", "60")
                .row("6", "61"));

        assertThat(database.query("SELECT id, price FROM s.t ORDER BY id"))
                .containsExactly("1|1", "2|20", "3|3", "4|40", "6|61");
        assertThat(load.counts.snapshot())
                .isEqualTo(Map.of(Kind.UNCHANGED, 1L, Kind.UPDATED, 1L, Kind.INSERTED, 2L, Kind.SUPERSEDED, 1L));
        assertThat(load.rejects)
                .extracting(reject -> reject.substring(0, reject.indexOf(':')))
                .containsExactly("4 23514 price paid", "6 23514 price paid");
    }

    @Test
    void whereTheLastRowOfAKeyIsBadTheOneBeforeItCounts() {
        database.execute("CREATE TABLE s.t (id int PRIMARY KEY, price int CHECK (price > 0))");
        TableLoad load = upsert();

        load.load(Rows.of("id", "price")
                .row("1", "-9")
                .row("1", "10")
                .row("1", "-1")
                .row("2", "-2")
                .row("1", "-3"));

        assertThat(database.query("SELECT id, price FROM s.t")).containsExactly("1|10");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 1L, Kind.SUPERSEDED, 1L));
        assertThat(load.rejects).extracting(reject -> reject.substring(0, 1)).containsExactly("4", "5", "6");
    }

    @Test
    void uniqueValuesMayChangeTheirRows() {
        database.execute("CREATE TABLE s.t (id int PRIMARY KEY, mail text CONSTRAINT one_mail UNIQUE);"
                + " INSERT INTO s.t VALUES (1, 'a'), (2, 'b'), (9, 'z')");
        TableLoad load = upsert();

        load.load(
                Rows.of("id", "mail").row("1", "b").row("2", "c").row("3", "z").row("4", "a"));

        assertThat(database.query("SELECT id, mail FROM s.t ORDER BY id")).containsExactly("1|b", "2|c", "4|a", "9|z");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.UPDATED, 2L, Kind.INSERTED, 1L));
        assertThat(load.rejects).singleElement().asString().startsWith("4 23505 mail one_mail: ");
    }

    @Test
    void rowsThatSwapADeferredValueAreGoodTogether() {
        database.execute("CREATE TABLE s.t (id int PRIMARY KEY, place int CHECK (place > 0) UNIQUE DEFERRABLE INITIALLY"
                + " DEFERRED); INSERT INTO s.t VALUES (1, 10), (2, 20)");
        TableLoad load = upsert();

        load.load(Rows.of("id", "place").row("1", "20").row("3", "-1").row("2", "10"));

        assertThat(database.query("SELECT id, place FROM s.t ORDER BY id")).containsExactly("1|20", "2|10");
        assertThat(load.rejects).hasSize(1);
    }

    @Test
    void aRowThatMayNotBeDeletedIsRejected() {
        database.execute("CREATE TABLE s.t (id int PRIMARY KEY, name text); INSERT INTO s.t VALUES (1, 'a'), (2, 'b');"
                + " CREATE TABLE s.child (t int CONSTRAINT held REFERENCES s.t); INSERT INTO s.child VALUES (1)");
        TableLoad load = upsert().delete("name is null");

        load.load(Rows.of("id", "name").row("1", null).row("2", null).row("3", "c"));

        assertThat(database.query("SELECT id FROM s.t ORDER BY id")).containsExactly("1", "3");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.DELETED, 1L, Kind.INSERTED, 1L));
        assertThat(load.rejects)
                .singleElement()
                .asString()
                .startsWith("2 23503 ")
                .contains("held");
    }

    @Test
    void anUpdateRejectsWhatIsMissingAndWhatIsRefused() {
        database.execute("CREATE TABLE s.t (id int PRIMARY KEY, price int CHECK (price > 0));"
                + " INSERT INTO s.t VALUES (1, 1), (2, 2)");
        TableLoad load = TableLoad.update(database.dataSource(), "s.t", "id");

        load.load(Rows.of("id", "price").row("1", "-1").row("2", "20").row("3", "30"));

        assertThat(database.query("SELECT id, price FROM s.t ORDER BY id")).containsExactly("1|1", "2|20");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.UPDATED, 1L));
        assertThat(load.rejects).extracting(reject -> reject.substring(0, 1)).containsExactlyInAnyOrder("2", "4");
    }

    @Test
    void aDomainJudgesWhatIsOnItsWayToAMerge() {
        database.execute("CREATE DOMAIN s.even AS int CONSTRAINT is_even CHECK (VALUE % 2 = 0);"
                + " CREATE TABLE s.t (id s.even PRIMARY KEY, at inet UNIQUE)");
        TableLoad load = upsert();

        load.load(Rows.of("id", "at")
                .row("2", "10.0.0.1")
                .row("3", "10.0.0.2")
                .row("4", "10.0.0.1")
                .row("6", "10.0.0")
                .row("8", "10.0.0.3"));

        assertThat(database.query("SELECT id FROM s.t ORDER BY id")).containsExactly("2", "8");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 2L));
        assertThat(load.rejects)
                .extracting(reject -> reject.substring(0, 7))
                .containsExactly("3 23514", "5 22P02", "4 23505");
    }

    @Test
    void aDomainJudgesWhatWillReplaceARow() throws Exception {
        Migrations.target(database.dataSource());
        database.execute("CREATE DOMAIN s.even AS int CONSTRAINT is_even CHECK (VALUE % 2 = 0);"
                + " CREATE TABLE s.t (id s.even)");
        TableLoad load = TableLoad.replace(database.dataSource(), "s.t");

        load.load(Rows.of("id").row("2").row("3"), Rows.of("id").row("4").row("5"));

        assertThat(database.query("SELECT id FROM s.t ORDER BY id")).containsExactly("2", "4");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 2L));
        assertThat(load.rejects).hasSize(2);
    }
}
