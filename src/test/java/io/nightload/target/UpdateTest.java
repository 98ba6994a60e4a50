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
class UpdateTest {

    private TestDatabase database;

    @BeforeEach
    void makeTable(TestDatabase given) {
        database = given;
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.t (id int PRIMARY KEY, "Full Name" text, note text NOT NULL);
                INSERT INTO s.t VALUES (1, 'same', 'kept'), (2, 'old', 'kept'), (3, 'gone', 'kept')
                """);
    }

    @Test
    void aRowIsChangedWhereItsKeyIsThereAndRejectedWhereItIsNot() {
        TableLoad load = TableLoad.update(database.dataSource(), "s.t", "id");

        load.load(Rows.of("id", "Full Name")
                .row("1", "same")
                .row("2", "superseded")
                .row("4", "unknown")
                .row("2", "new"));

        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.UPDATED, 1L, Kind.UNCHANGED, 1L, Kind.SUPERSEDED, 1L));
        assertThat(load.rejects)
                .containsExactly("4 null id: s.t has no row with this id, and mode update adds none: mode upsert does");
        assertThat(database.query("SELECT * FROM s.t ORDER BY id"))
                .containsExactly("1|same|kept", "2|new|kept", "3|gone|kept");
    }

    @Test
    void aRowMayDeleteWhatIsThereAndIsUnchangedWhereNothingIs() {
        TableLoad load = TableLoad.update(database.dataSource(), "s.t", "id").delete("op = 'D'");

        load.load(Rows.of("id", "Full Name", "op")
                .row("2", "new", "U")
                .row("3", "whatever", "D")
                .row("9", null, "D"));

        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.UPDATED, 1L, Kind.DELETED, 1L, Kind.UNCHANGED, 1L));
        assertThat(load.rejects).isEmpty();
        assertThat(database.query("SELECT id, \"Full Name\" FROM s.t ORDER BY id"))
                .containsExactly("1|same", "2|new");
    }

    @Test
    void rowsOfNothingButTheKeyCanDelete() {
        TableLoad load = TableLoad.update(database.dataSource(), "s.t", "id").delete("op = 'D'");

        load.load(Rows.of("id", "op").row("1", "D").row("2", "U"));

        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.DELETED, 1L, Kind.UNCHANGED, 1L));
    }

    @Test
    void severalWritesOfOneChunkEachCountTheirOwnRows() {
        TableLoad load = TableLoad.update(database.dataSource(), "s.t", "id");

        load.loadInOneTransaction(
                Rows.of("id", "Full Name").row("1", "a").row("2", "b"),
                Rows.of("id", "Full Name").row("2", "b"));

        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.UPDATED, 2L, Kind.UNCHANGED, 1L));
    }
}
