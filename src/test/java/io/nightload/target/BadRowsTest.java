package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Counts.Kind;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that only the server can refuse: the others of their chunk load. */
@ExtendWith(TestDatabaseExtension.class)
class BadRowsTest {

    private TestDatabase database;

    @BeforeEach
    void makeSchema(TestDatabase given) {
        database = given;
        database.execute("CREATE SCHEMA s");
    }

    private TableLoad append() {
        return TableLoad.append(database.dataSource(), "s.t");
    }

    @Test
    void ofTwoRowsWithAUniqueValueTheFirstOneLoads() {
        database.execute("CREATE TABLE s.t (id int CONSTRAINT one_id PRIMARY KEY, name text);"
                + " INSERT INTO s.t VALUES (3, 'here')");
        TableLoad load = append();

        load.load(Rows.of("id", "name")
                .row("1", "first")
                .row("2", "b")
                .row("1", "second")
                .row("3", "late"));

        assertThat(database.query("SELECT id, name FROM s.t ORDER BY id")).containsExactly("1|first", "2|b", "3|here");
        assertThat(load.rejects)
                .containsExactly(
                        "4 23505 id one_id: duplicate key value violates unique constraint \"one_id\" (Key (id)=(1)"
                                + " already exists.)",
                        "5 23505 id one_id: duplicate key value violates unique constraint \"one_id\" (Key (id)=(3)"
                                + " already exists.)");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 2L));
    }

    @Test
    void aRefusedRowTakesNoUniqueValueFromALaterOne() {
        database.execute("CREATE TABLE s.t (id int PRIMARY KEY, price int CHECK (price > 0))");
        TableLoad load = append();

        load.load(Rows.of("id", "price").row("1", "-1").row("1", "5"));

        assertThat(database.query("SELECT id, price FROM s.t")).containsExactly("1|5");
        assertThat(load.rejects).singleElement().asString().startsWith("2 23514 price t_price_check: new row for");
    }

    @Test
    void nullsThatAreNotDistinctAreOneUniqueValue() {
        database.assumeServer(15);
        database.execute("CREATE TABLE s.t (id int UNIQUE, code int CONSTRAINT one_code UNIQUE NULLS NOT DISTINCT,"
                + " price int CHECK (price > 0))");
        TableLoad load = append();

        load.load(Rows.of("id", "code", "price")
                .row("1", "5", "-1")
                .row("1", null, "10")
                .row("2", null, "20"));

        assertThat(database.query("SELECT id, price FROM s.t")).containsExactly("1|10");
        assertThat(load.rejects)
                .extracting(reject -> reject.substring(0, reject.indexOf(':')))
                .containsExactly("2 23514 price t_price_check", "4 23505 code one_code");
    }

    @Test
    void aRowThatRefersToNothingIsRejected() {
        database.execute("CREATE TABLE s.parent (id int PRIMARY KEY); INSERT INTO s.parent VALUES (7);"
                + " CREATE TABLE s.t (id int, parent int CONSTRAINT of_parent REFERENCES s.parent)");
        TableLoad load = append();

        load.load(Rows.of("id", "parent").row("1", "7").row("2", "8").row("3", null));

        assertThat(database.query("SELECT id FROM s.t ORDER BY id")).containsExactly("1", "3");
        assertThat(load.rejects)
                .containsExactly(
                        "3 23503 parent of_parent: insert or update on table \"t\" violates foreign key constraint"
                                + " \"of_parent\" (Key (parent)=(8) is not present in table \"parent\".)");
    }

    @Test
    void aRowMayReferToALaterOneOfItsChunkAndToItself() {
        database.execute("CREATE TABLE s.t (id int PRIMARY KEY, boss int REFERENCES s.t)");
        TableLoad load = append();

        load.load(Rows.of("id", "boss")
                .row("1", "2")
                .row("3", "9")
                .row("5", "3")
                .row("2", "4")
                .row("4", "4"));

        assertThat(database.query("SELECT id FROM s.t ORDER BY id")).containsExactly("1", "2", "4");
        assertThat(load.rejects)
                .extracting(reject -> reject.substring(0, 25))
                .containsExactly("3 23503 boss t_boss_fkey:", "4 23503 boss t_boss_fkey:");
    }

    @Test
    void rowsThatReferToEachOtherLoadTogether() {
        database.execute("CREATE TABLE s.t (id int PRIMARY KEY, boss int REFERENCES s.t)");
        TableLoad load = append();

        load.load(
                Rows.of("id", "boss").row("1", "2").row("1", null).row("3", "3").row("2", "1"));

        assertThat(database.query("SELECT id, boss FROM s.t ORDER BY id")).containsExactly("1|", "2|1", "3|3");
        assertThat(load.rejects).singleElement().asString().startsWith("2 23505 id t_pkey: ");
    }

    @Test
    void anExclusionIsAViolationLikeAnother() {
        database.execute("CREATE TABLE s.t (during int4range, EXCLUDE USING gist (during WITH &&))");
        TableLoad load = append();

        load.load(Rows.of("during").row("[1,5)").row("[4,6)").row("[5,9)"));

        assertThat(database.query("SELECT during FROM s.t ORDER BY 1")).containsExactly("[1,5)", "[5,9)");
        assertThat(load.rejects)
                .containsExactly("3 23P01 during t_during_excl: conflicting key value violates exclusion constraint"
                        + " \"t_during_excl\" (Key (during)=([4,6)) conflicts with existing key (during)=([1,5)).)");
    }

    @Test
    void whatATriggerRaisesIsTheRowsFault() {
        database.execute("""
                CREATE FUNCTION s.judge() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN IF NEW.id = 13 THEN RAISE ''no thirteen''; END IF; RETURN NEW; END';
                CREATE TABLE s.t (id int);
                CREATE TRIGGER judge BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION s.judge()
                """);
        TableLoad load = append();

        load.load(Rows.of("id").row("12").row("13").row("14"));

        assertThat(database.query("SELECT id FROM s.t ORDER BY id")).containsExactly("12", "14");
        assertThat(load.rejects).containsExactly("3 P0001 null: no thirteen");
    }

    @Test
    void aDomainJudgesItsValues() {
        database.execute("CREATE DOMAIN s.even AS int CONSTRAINT is_even CHECK (VALUE % 2 = 0);"
                + " CREATE TABLE s.t (id s.even)");
        TableLoad load = append();

        load.load(Rows.of("id").row("2").row("3").row("4"));

        assertThat(database.query("SELECT id FROM s.t ORDER BY id")).containsExactly("2", "4");
        assertThat(load.rejects)
                .containsExactly(
                        "3 23514 null is_even: value for domain s.even violates check constraint" + " \"is_even\"");
    }

    @Test
    void aCheckMayCallAFunctionThatRaises() {
        database.execute("CREATE FUNCTION s.judge(int) RETURNS boolean LANGUAGE plpgsql AS"
                + " $$ BEGIN IF $1 = 3 THEN RAISE 'three is no good'; END IF; RETURN true; END $$;"
                + " CREATE TABLE s.t (id int CHECK (s.judge(id)))");
        TableLoad load = append();

        load.load(Rows.of("id").row("2").row("3").row("4"));

        assertThat(database.query("SELECT id FROM s.t ORDER BY id")).containsExactly("2", "4");
        assertThat(load.rejects)
                .singleElement()
                .asString()
                .startsWith("3 P0001")
                .endsWith("three is no good");
    }

    @Test
    void textThatOnlyTheServerReadsIsJudgedThere() {
        database.execute("CREATE TABLE s.t (id int, at inet, tags int[])");
        TableLoad load = append();

        load.load(Rows.of("id", "at", "tags")
                .row("1", "10.0.0.1", "{1,2}")
                .row("2", "10.0.0.256", null)
                .row("3", null, "{1,x}")
                .row("4", null, null));

        assertThat(database.query("SELECT id, at, tags FROM s.t ORDER BY id"))
                .containsExactly("1|10.0.0.1|{1,2}", "4||");
        assertThat(load.rejects)
                .containsExactly(
                        "4 22P02 tags: invalid input syntax for type integer: \"x\"",
                        "3 22P02 null: invalid input syntax for type inet: \"10.0.0.256\"");
    }

    @Test
    void whatIsDeferredIsJudgedAfterTheLastRowOfTheChunk() {
        database.execute("""
                CREATE TABLE s.parent (id int PRIMARY KEY); INSERT INTO s.parent VALUES (7);
                CREATE TABLE s.t (
                  id int PRIMARY KEY,
                  boss int CONSTRAINT of_boss REFERENCES s.t DEFERRABLE INITIALLY DEFERRED,
                  name text CONSTRAINT one_name UNIQUE DEFERRABLE INITIALLY DEFERRED,
                  parent int CONSTRAINT of_parent REFERENCES s.parent DEFERRABLE INITIALLY DEFERRED)
                """);
        TableLoad load = append();

        load.loadInOneTransaction(
                Rows.of("id", "boss", "name", "parent").row("1", "3", "a", "7").row("2", null, "b", "8"),
                Rows.of("id", "boss", "name", "parent")
                        .row("3", null, "c", "7")
                        .row("4", "1", "a", null)
                        .row("5", "6", "d", null));

        assertThat(database.query("SELECT id, boss FROM s.t ORDER BY id")).containsExactly("1|3", "3|");
        assertThat(load.rejects)
                .extracting(reject -> reject.substring(0, reject.indexOf(':')))
                .containsExactly("3 23503 parent of_parent", "3 23505 name one_name", "4 23503 boss of_boss");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 2L));
    }

    @Test
    void eachWriteOfAChunkIsSearchedForItself() {
        database.execute("CREATE TABLE s.t (id int PRIMARY KEY)");
        TableLoad load = append();

        load.loadInOneTransaction(
                Rows.of("id").row("1").row("1"),
                Rows.of("id").row("2"),
                Rows.of("id").row("2").row("3").row("1"));

        assertThat(database.query("SELECT id FROM s.t ORDER BY id")).containsExactly("1", "2", "3");
        assertThat(load.rejects).hasSize(3);
    }

    @Test
    void theNextChunkIsSearchedToo() {
        database.execute("CREATE TABLE s.t (id int PRIMARY KEY)");
        TableLoad load = append();

        load.load(
                Rows.of("id").row("1").row("1"),
                Rows.of("id").row("2").row("1"),
                Rows.of("id").row("3"));

        assertThat(database.query("SELECT id FROM s.t ORDER BY id")).containsExactly("1", "2", "3");
        assertThat(load.rejects).hasSize(2);
    }

    @Test
    void awkwardNamesAreJustNames() {
        database.execute("""
                CREATE TYPE s."Mood $1 '%s" AS ENUM ('good', 'it''s');
                CREATE TABLE s."T %s $body$ 'x" (
                  "q.some" int CONSTRAINT "C '$1" PRIMARY KEY, "Select \\n %I" s."Mood $1 '%s", "nightload" numeric(5,2))
                """);
        TableLoad load = TableLoad.append(database.dataSource(), "s.\"T %s $body$ 'x\"");

        load.load(Rows.of("q.some", "Select \\n %I", "nightload")
                .row("1", "it's", "1.5")
                .row("1", "good", null)
                .row("2", null, "7"));

        assertThat(database.query("SELECT * FROM s.\"T %s $body$ 'x\" ORDER BY 1"))
                .containsExactly("1|it's|1.50", "2||7.00");
        assertThat(load.rejects).singleElement().asString().startsWith("3 23505 q.some C '$1: ");
    }
}
