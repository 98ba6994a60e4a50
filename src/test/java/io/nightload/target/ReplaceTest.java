package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.connection.Migrations;
import io.nightload.part.Counts.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class ReplaceTest {

    private TestDatabase database;

    @BeforeEach
    void makeTable(TestDatabase given) throws SQLException {
        database = given;
        Migrations.target(database.dataSource());
        database.execute("""
                CREATE SCHEMA "My %s Schema";
                CREATE TABLE "My %s Schema"."Facts" (id int PRIMARY KEY, "On Day" date NOT NULL, n int,
                    made text DEFAULT 'by default');
                INSERT INTO "My %s Schema"."Facts" VALUES (1, '2026-11-20', 1, 'x'), (2, '2026-11-21', 2, 'x'),
                    (3, '2026-11-21', 3, 'x')
                """);
    }

    @Test
    void allRowsTakeThePlaceOfAllThatWereThere() {
        TableLoad load = replace();

        load.load(rows().row("3", "2026-11-22", "3").row("4", "2026-11-22", "4"), rows().row("5", "2026-11-22", null));

        assertThat(content())
                .containsExactly("3|20261122|3|by default", "4|20261122|4|by default", "5|20261122||by default");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 3L, Kind.REMOVED, 3L));
    }

    @Test
    void nothingIsSeenBeforeTheLastChunk() {
        TableLoad load = replace();

        load.loadPart(rows().row("3", "2026-11-22", "3"), rows().row("4", "2026-11-22", "4"));

        assertThat(content()).hasSize(3).first().isEqualTo("1|20261120|1|x");
        assertThat(load.counts.snapshot()).isEmpty();
    }

    @Test
    void aResumedStepGoesOnWithTheRowsItHad() {
        TableLoad load = replace();

        load.loadPart(rows().row("3", "2026-11-22", "3"));
        load.loadPart(rows().row("4", "2026-11-22", "4"));
        load.load(rows());

        assertThat(content()).containsExactly("3|20261122|3|by default", "4|20261122|4|by default");
        assertThat(stagingTables()).isEmpty();
    }

    @Test
    void aSliceIsReplacedAndTheRestIsLeft() {
        TableLoad load = replace().where("\"On Day\" = :date -- the night's own day");

        load.load(rows().row("2", "2026-11-21", "20"), rows().row("4", "2026-11-21", "4"));

        assertThat(content()).containsExactly("1|20261120|1|x", "2|20261121|20|by default", "4|20261121|4|by default");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 2L, Kind.REMOVED, 2L));
    }

    @Test
    void aRowOutsideOfTheSliceIsRejected() {
        TableLoad load = replace().where("\"Facts\".\"On Day\" = :date AND n > 0");

        load.load(
                rows().row("4", "2026-11-21", "4").row("5", "2026-11-22", "5"),
                rows().row("6", "2026-11-21", "6").row("7", "2026-11-21", null));

        assertThat(content()).containsExactly("1|20261120|1|x", "4|20261121|4|by default", "6|20261121|6|by default");
        assertThat(load.rejects)
                .containsExactly(
                        "3 null null: the row lies outside of the slice that is replaced, which is:"
                                + " \"Facts\".\"On Day\" = :date AND n > 0",
                        "3 null null: the row lies outside of the slice that is replaced, which is:"
                                + " \"Facts\".\"On Day\" = :date AND n > 0");
    }

    @Test
    void aKeyMakesItAMerge() {
        TableLoad load = TableLoad.replace(database.dataSource(), "\"My %s Schema\".\"Facts\"", "id")
                .where("\"On Day\" = :date");

        load.loadPart(rows().row("2", "2026-11-21", "no number"), rows().row("4", "2026-11-21", "4"));
        load.load(rows().row("2", "2026-11-21", "2"));

        assertThat(load.rejects).hasSize(1);
        assertThat(content()).containsExactly("1|20261120|1|x", "2|20261121|2|x", "4|20261121|4|by default");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 1L, Kind.UNCHANGED, 1L, Kind.REMOVED, 1L));
    }

    @Test
    void theLastRowOfAKeyCountsAcrossChunksAndInsertOnlyColumnsStay() {
        TableLoad load = TableLoad.replace(database.dataSource(), "\"My %s Schema\".\"Facts\"", "id")
                .insertOnly("made");
        Rows first =
                Rows.of("id", "On Day", "made").row("1", "2026-11-22", "new").row("9", "2026-11-22", "a");
        Rows last =
                Rows.of("id", "On Day", "made").row("1", "2026-11-23", "new").row("9", "2026-11-22", "b");

        load.loadPart(first);
        load.load(last);

        assertThat(content()).containsExactly("1|20261123|1|x", "9|20261122||b");
        assertThat(load.counts.snapshot())
                .isEqualTo(Map.of(Kind.INSERTED, 1L, Kind.UPDATED, 1L, Kind.SUPERSEDED, 2L, Kind.REMOVED, 2L));
    }

    @Test
    void noRowAtAllIsAnErrorThatChangesNothing() {
        assertThatThrownBy(() -> replace().where("\"On Day\" = :date").load(rows()))
                .hasMessage(
                        "no row came to replace the rows of \"My %s Schema\".\"Facts\" where \"On Day\" = :date with"
                                + " (0 read, 0 filtered, 0 rejected); it is left as it was. If nothing is to be left in it, say"
                                + " empty: true");
        assertThat(content()).hasSize(3);
        assertThat(stagingTables()).isEmpty();
    }

    @Test
    void noRowAtAllMayBeWhatIsMeant() {
        TableLoad load = replace().where("\"On Day\" = :date").mayBeEmpty();

        load.load(rows());

        assertThat(content()).containsExactly("1|20261120|1|x");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.REMOVED, 2L));
    }

    @Test
    void whatHangsOnTheTableSurvives() {
        database.execute("""
                CREATE TABLE "My %s Schema".child (fact int REFERENCES "My %s Schema"."Facts");
                INSERT INTO "My %s Schema".child VALUES (2);
                CREATE VIEW "My %s Schema".v AS SELECT sum(n) AS n FROM "My %s Schema"."Facts";
                GRANT SELECT ON "My %s Schema"."Facts" TO PUBLIC;
                CREATE TABLE "My %s Schema".log (id int);
                CREATE FUNCTION "My %s Schema".note() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN INSERT INTO "My %s Schema".log VALUES (NEW.id); RETURN NULL; END';
                CREATE TRIGGER note AFTER INSERT ON "My %s Schema"."Facts" FOR EACH ROW
                    EXECUTE FUNCTION "My %s Schema".note()
                """);

        replace().load(rows().row("2", "2026-11-22", "7").row("8", "2026-11-22", "8"));

        assertThat(database.queryOne("SELECT n FROM \"My %s Schema\".v")).isEqualTo("15");
        assertThat(database.query("SELECT id FROM \"My %s Schema\".log ORDER BY id"))
                .containsExactly("2", "8");
        assertThat(database.queryOne("SELECT has_table_privilege('public', '\"My %s Schema\".\"Facts\"', 'SELECT')"))
                .isEqualTo("t");
        assertThatThrownBy(() -> database.execute("DELETE FROM \"My %s Schema\".\"Facts\" WHERE id = 2"))
                .hasMessageContaining("foreign key");
    }

    @Test
    void theTablesStatisticsAreFresh() {
        replace().load(rows().row("2", "2026-11-22", "7").row("8", "2026-11-22", "8"));

        assertThat(database.queryOne("SELECT reltuples FROM pg_class WHERE relname = 'Facts'"))
                .isEqualTo("2");
    }

    @Test
    void rowsThatNoStepWillPublishAreDroppedByTheNextReplace() {
        replace().loadPart(rows().row("3", "2026-11-22", "3"));
        assertThat(stagingTables()).isNotEmpty();

        replace().load(rows().row("4", "2026-11-22", "4"));

        assertThat(content()).containsExactly("4|20261122|4|by default");
        assertThat(stagingTables()).isEmpty();
    }

    @Test
    void rowsThatAnotherStepWillPublishAreLeft() {
        TableLoad other = replace();
        other.loadPart(rows().row("3", "2026-11-22", "3"));
        database.execute("""
                INSERT INTO nightload.instance (project, job, identity, again) VALUES ('p', 'j', '', 0);
                INSERT INTO nightload.checkpoint (project, job, identity, again, step, partition, position)
                VALUES ('p', 'j', '', 0, 's', 0, jsonb_build_object('target.stage', '%s'))
                """.formatted(stagingTables().get(0)));

        List<String> before = stagingTables();
        replace().load(rows().row("4", "2026-11-22", "4"));
        assertThat(stagingTables()).isEqualTo(before);
        other.load(rows());

        assertThat(content()).containsExactly("3|20261122|3|by default");
    }

    @Test
    void aStagingTableThatSomebodyDroppedIsNamed() {
        TableLoad load = replace();
        load.loadPart(rows().row("3", "2026-11-22", "3"));
        String staging = stagingTables().get(0);
        database.execute("DROP TABLE nightload." + staging);

        assertThatThrownBy(() -> load.load(rows()))
                .hasMessage("the table nightload." + staging + ", in which the rows of this step waited to be published"
                        + " in \"My %s Schema\".\"Facts\", is gone: load them anew with --again");
    }

    private TableLoad replace() {
        return TableLoad.replace(database.dataSource(), "\"My %s Schema\".\"Facts\"");
    }

    private static Rows rows() {
        return Rows.of("id", "On Day", "n");
    }

    private List<String> content() {
        return database.query(
                "SELECT id, to_char(\"On Day\", 'YYYYMMDD'), n, made" + " FROM \"My %s Schema\".\"Facts\" ORDER BY id");
    }

    private List<String> stagingTables() {
        return database.query(
                "SELECT relname FROM pg_class WHERE relname LIKE 'stage%' AND relkind = 'r' ORDER BY relname");
    }
}
