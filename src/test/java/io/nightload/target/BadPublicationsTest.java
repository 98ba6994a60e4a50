package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.connection.Migrations;
import io.nightload.part.Counts.Kind;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that only the server can refuse, and only when a step's rows are published. */
@ExtendWith(TestDatabaseExtension.class)
class BadPublicationsTest {

    private TestDatabase database;

    @BeforeEach
    void makeSchema(TestDatabase given) throws SQLException {
        database = given;
        Migrations.target(database.dataSource());
        database.execute(
                "CREATE SCHEMA s; CREATE TABLE s.parent (id int PRIMARY KEY); INSERT INTO s.parent VALUES (7)");
    }

    @Test
    void eachIsRejectedWithItsConstraintAndTheOthersAreAdded() {
        database.execute("""
                CREATE TABLE s.t (id int CONSTRAINT one_id PRIMARY KEY, parent int CONSTRAINT of_parent REFERENCES s.parent,
                  price int CONSTRAINT paid CHECK (price > 0), during int4range,
                  late int CONSTRAINT one_late UNIQUE DEFERRABLE INITIALLY DEFERRED,
                  CONSTRAINT apart EXCLUDE USING gist (during WITH &&));
                CREATE FUNCTION s.no_13() RETURNS trigger LANGUAGE plpgsql AS
                  $$ BEGIN IF NEW.id = 13 THEN RAISE 'unlucky'; END IF; RETURN NEW; END $$;
                CREATE TRIGGER no_13 BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION s.no_13();
                INSERT INTO s.t VALUES (1, 7, 1, '[0,1)', 0)""");
        TableLoad load = TableLoad.append(database.dataSource(), "s.t").atOnce();

        load.load(
                row("1", "7", "1", "[1,2)", "1").row("2", "7", "1", "[2,3)", "2"),
                row("3", "8", "1", "[3,4)", "3")
                        .row("4", "7", "-1", "[4,5)", "4")
                        .row("5", "7", "1", "[2,9)", "5"),
                row("13", "7", "1", "[6,7)", "6")
                        .row("6", "7", "1", "[7,8)", "2")
                        .row("7", "7", "1", "[8,9)", "7"));

        assertThat(database.query("SELECT id FROM s.t ORDER BY id")).containsExactly("1", "2", "7");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 2L));
        assertThat(load.rejects)
                .extracting(reject -> reject.substring(0, reject.indexOf(':')))
                .containsExactly(
                        "2 23505 id one_id",
                        "2 23503 parent of_parent",
                        "3 23514 price paid",
                        "4 23P01 during apart",
                        "2 P0001 null",
                        "3 23505 late one_late");
    }

    private static Rows row(String... values) {
        return Rows.of("id", "parent", "price", "during", "late").row(values);
    }

    @Test
    void aReplaceLeavesNeitherThemNorTheRowsThatWereThere() {
        database.execute(
                "CREATE TABLE s.t (id int UNIQUE, price int CHECK (price > 0)); INSERT INTO s.t VALUES (1, 1), (9, 9)");
        TableLoad load = TableLoad.replace(database.dataSource(), "s.t");

        load.load(
                prices().row("1", "10").row("2", "-2"), prices().row("1", "11").row("3", "30"));

        assertThat(database.query("SELECT id, price FROM s.t ORDER BY id")).containsExactly("1|10", "3|30");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.REMOVED, 2L, Kind.INSERTED, 2L));
        assertThat(load.rejects).hasSize(2);
    }

    @Test
    void aMergeTakesTheLastGoodRowOfAKey() {
        database.execute("CREATE TABLE s.t (id int PRIMARY KEY, price int CHECK (price > 0), mail text UNIQUE);"
                + " INSERT INTO s.t VALUES (1, 1, 'a'), (2, 2, 'b'), (9, 9, 'z')");
        TableLoad load = TableLoad.replace(database.dataSource(), "s.t", "id");

        load.load(
                Rows.of("id", "price", "mail").row("1", "10", "a").row("2", "-2", "b"),
                Rows.of("id", "price", "mail")
                        .row("1", "-11", "a")
                        .row("3", "3", "a")
                        .row("4", "4", "z"));

        assertThat(database.query("SELECT id, price, mail FROM s.t ORDER BY id"))
                .containsExactly("1|10|a", "4|4|z");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.REMOVED, 2L, Kind.UPDATED, 1L, Kind.INSERTED, 1L));
        assertThat(load.rejects)
                .extracting(reject -> reject.substring(0, 7))
                .containsExactlyInAnyOrder("3 23514", "2 23514", "3 23505");
    }

    @Test
    void aRowMayReferToALaterOneOfItsStep() {
        database.execute("CREATE TABLE s.t (id int PRIMARY KEY, boss int REFERENCES s.t)");
        TableLoad load = TableLoad.append(database.dataSource(), "s.t").atOnce();

        load.load(
                Rows.of("id", "boss").row("1", "2").row("2", "3").row("5", "4"),
                Rows.of("id", "boss").row("3", null));

        assertThat(database.query("SELECT id FROM s.t ORDER BY id")).containsExactly("1", "2", "3");
        assertThat(load.rejects).singleElement().asString().startsWith("4 23503 boss");
    }

    @Test
    void aStepOfManyBlocksIsSearchedToItsEnd() {
        database.execute("CREATE TABLE s.t (id int PRIMARY KEY, price int)");
        Rows rows = prices();
        IntStream.range(0, 50_000).forEach(i -> rows.row(String.valueOf(i % 100 == 99 ? i - 1 : i), "1"));
        TableLoad load = TableLoad.append(database.dataSource(), "s.t").atOnce();

        load.load(rows);

        assertThat(database.count("SELECT count(*) FROM s.t")).isEqualTo(49_500);
        assertThat(load.rejects).hasSize(500).allMatch(reject -> reject.contains(" 23505 id t_pkey: "));
    }

    @Test
    void whatAnotherTableRefusesFailsTheStep() {
        database.execute("CREATE TABLE s.t (id int PRIMARY KEY, price int); INSERT INTO s.t VALUES (1, 1);"
                + " CREATE TABLE s.note (t int CONSTRAINT kept REFERENCES s.t); INSERT INTO s.note VALUES (1)");
        TableLoad load = TableLoad.replace(database.dataSource(), "s.t");

        assertThatThrownBy(() -> load.load(prices().row("2", "2"))).hasMessageContaining("kept");

        assertThat(database.query("SELECT id FROM s.t")).containsExactly("1");
        assertThat(load.rejects).isEmpty();
    }

    private static Rows prices() {
        return Rows.of("id", "price");
    }
}
