package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static Rows rows() {
        return Rows.of("id", "n");
    }

    private List<String> content() {
        return database.query("SELECT id, n, made FROM " + TABLE + " ORDER BY id");
    }
}
