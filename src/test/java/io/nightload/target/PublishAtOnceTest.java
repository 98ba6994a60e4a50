package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.connection.Migrations;
import io.nightload.part.Counts.Kind;
import io.nightload.target.write.Mode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code publish: step}, in the modes that publish each chunk otherwise. */
@ExtendWith(TestDatabaseExtension.class)
class PublishAtOnceTest {

    private static final String TABLE = "shop.\"Order Lines\"";

    private TestDatabase database;

    @BeforeEach
    void makeTable(TestDatabase given) throws SQLException {
        database = given;
        Migrations.target(database.dataSource());
        database.execute("""
                CREATE SCHEMA shop; CREATE TABLE shop."Order Lines" (id int PRIMARY KEY, n int, made text DEFAULT 'by default');
                INSERT INTO shop."Order Lines" VALUES (1, 1, 'x'), (2, 2, 'x'), (3, 3, 'x')
                """);
    }

    @Test
    void nothingIsSeenBeforeTheLastChunk() {
        TableLoad load = TableLoad.append(database.dataSource(), TABLE).atOnce();

        load.loadPart(rows().row("4", "4"), rows().row("5", "5"));
        assertThat(content()).hasSize(3);
        assertThat(load.counts.snapshot()).isEmpty();

        load.load(rows().row("6", "6"));
        assertThat(content())
                .containsExactly("1|1|x", "2|2|x", "3|3|x", "4|4|by default", "5|5|by default", "6|6|by default");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 3L));
        assertThat(database.query("SELECT tablename FROM pg_catalog.pg_tables WHERE tablename LIKE 'stage%'"))
                .isEmpty();
    }

    @Test
    void theLastRowOfAKeyCountsAcrossChunks() {
        TableLoad load = TableLoad.upsert(database.dataSource(), TABLE, "id").atOnce();

        load.load(
                rows().row("1", "10").row("2", "2").row("9", "1"),
                rows().row("1", "11").row("9", "9"));

        assertThat(content()).containsExactly("1|11|x", "2|2|x", "3|3|x", "9|9|by default");
        assertThat(load.counts.snapshot())
                .isEqualTo(Map.of(Kind.INSERTED, 1L, Kind.UPDATED, 1L, Kind.UNCHANGED, 1L, Kind.SUPERSEDED, 2L));
    }

    @Test
    void aRowThatDeletesDoesSoAtTheEnd() {
        TableLoad load = TableLoad.upsert(database.dataSource(), TABLE, "id")
                .delete("n is null")
                .atOnce();

        load.loadPart(rows().row("1", null).row("7", null));
        assertThat(content()).hasSize(3);
        load.load(rows().row("2", "20").row("4", "4"));

        assertThat(content()).containsExactly("2|20|x", "3|3|x", "4|4|by default");
        assertThat(load.counts.snapshot())
                .isEqualTo(Map.of(Kind.DELETED, 1L, Kind.UNCHANGED, 1L, Kind.UPDATED, 1L, Kind.INSERTED, 1L));
    }

    @Test
    void anUpdateRejectsWhatItCannotFindWithItsChunk() {
        TableLoad load = TableLoad.update(database.dataSource(), TABLE, "id").atOnce();

        load.load(rows().row("1", "10").row("8", "8"), rows().row("2", "2"));

        assertThat(content()).containsExactly("1|10|x", "2|2|x", "3|3|x");
        assertThat(load.rejects)
                .containsExactly("3 null id: " + TABLE
                        + " has no row with this id, and mode update adds none: mode upsert does");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.UPDATED, 1L, Kind.UNCHANGED, 1L));
    }

    @Test
    void rowsThatWereStagedInOtherTypesAreNotGoneOnWith() {
        TableLoad load = TableLoad.append(database.dataSource(), TABLE).atOnce();
        load.loadPart(rows().row("4", "4"));
        database.execute("ALTER TABLE " + TABLE + " ALTER n TYPE real");

        assertThatThrownBy(() -> load.load(rows().row("5", "5")))
                .hasMessageMatching(
                        "somebody has changed the columns of shop.\"Order Lines\" since rows of this step were"
                                + " staged in nightload.stage_\\w+: load them anew with --again");
        assertThat(content()).hasSize(3);
    }

    @Test
    void rowsThatWereStagedInOtherTypesAreNotPublished() {
        database.execute("ALTER TABLE " + TABLE + " ADD price numeric(5,1)");
        TableLoad load = TableLoad.append(database.dataSource(), TABLE).atOnce();

        assertThatThrownBy(() -> load.meanwhile(
                                () -> database.execute("ALTER TABLE " + TABLE + " ALTER price TYPE numeric(5,2)"))
                        .load(
                                Rows.of("id", "price").row("4", "4.25"),
                                Rows.of("id", "price").row("5", "5.25")))
                .hasMessageContaining("since rows of this step were staged");
        assertThat(content()).hasSize(3);
    }

    @Test
    void noStageIsMadeInOtherTypesThanThoseOfItsRows() {
        TableLoad load = TableLoad.append(database.dataSource(), TABLE).atOnce();

        assertThatThrownBy(() -> load.meanwhile(() -> database.execute("ALTER TABLE " + TABLE + " ALTER n TYPE real"))
                        .load(rows(), rows().row("4", "4")))
                .hasMessageContaining("since this step was planned");
        load.load(rows().row("4", "4"));

        assertThat(content()).endsWith("4|4|by default");
    }

    @ParameterizedTest
    @EnumSource(names = {"APPEND", "REPLACE"})
    void whatATriggerLeavesOutIsUnchanged(Mode mode) {
        database.execute("""
                DELETE FROM shop."Order Lines";
                CREATE FUNCTION shop.odd() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN RETURN CASE WHEN NEW.n % 2 <> 0 THEN NEW END; END';
                CREATE TRIGGER odd BEFORE INSERT ON shop."Order Lines" FOR EACH ROW EXECUTE FUNCTION shop.odd()
                """);
        TableLoad load = TableLoad.of(database.dataSource(), TABLE, mode).atOnce();

        load.load(rows().row("4", "4").row("5", "5"), rows().row("6", "6"));

        assertThat(content()).containsExactly("5|5|by default");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 1L, Kind.UNCHANGED, 2L));
    }

    private static Rows rows() {
        return Rows.of("id", "n");
    }

    private List<String> content() {
        return database.query("SELECT id, n, made FROM " + TABLE + " ORDER BY id");
    }
}
