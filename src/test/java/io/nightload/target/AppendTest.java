package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Counts;
import io.nightload.part.Counts.Kind;
import io.nightload.part.WriteStatistics;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class AppendTest {

    @Test
    void theTimeAtTheEndOfADayIsPassedOn(TestDatabase database) throws Exception {
        database.execute("CREATE SCHEMA s; CREATE TABLE s.t (at time)");
        Schema schema = new Schema(List.of(new Column("at", ColumnType.parse("time"), TextFormat.STANDARD, 0)));

        TableLoad.append(database.dataSource(), "s.t").load(Rows.of(schema).row("24:00:00"));

        assertThat(database.query("SELECT at FROM s.t")).containsExactly("24:00:00");
    }

    @Test
    void rowsArriveAsTheyAre(TestDatabase database) throws Exception {
        database.execute("CREATE SCHEMA s; CREATE TABLE s.t (id int PRIMARY KEY, name text, made timestamptz)");
        TableLoad load = TableLoad.append(database.dataSource(), "s.t");

        load.load(Rows.of("id", "name", "made")
                .row("1", "tab\there\\and\nthere", "2026-11-20 10:00:00")
                .row(" 0x2 ", null, "2026-07-01T10:00:00+05:45"));

        assertThat(database.query(
                        "SELECT id, name, made AT TIME ZONE 'UTC' = '2026-11-20 09:00:00' FROM s.t WHERE id = 1"))
                .containsExactly("1|tab\there\\and\nthere|t");
        assertThat(database.query("SELECT id, name, extract(epoch FROM made)::int FROM s.t WHERE id = 2"))
                .containsExactly("2||1782879300");
    }

    @Test
    void whatATriggerLeavesOutIsNotCountedAsInserted(TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA s; CREATE TABLE s.t (n int CHECK (n > 0));
                CREATE FUNCTION s.odd() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN RETURN CASE WHEN NEW.n % 2 <> 0 THEN NEW END; END';
                CREATE TRIGGER odd BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION s.odd()""");
        TableLoad load = TableLoad.append(database.dataSource(), "s.t");

        load.load(
                Rows.of("n").row("1").row("2").row("3"),
                Rows.of("n").row("4").row("-5").row("7").row("-1"));

        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Kind.INSERTED, 3L, Kind.UNCHANGED, 2L));
        assertThat(load.rejects).hasSize(2);
        assertThat(database.query("SELECT n FROM s.t")).containsExactly("1", "3", "7");
    }

    @Test
    void noChunkGoesIntoColumnsThatBecameOthers(TestDatabase database) throws Exception {
        database.execute("CREATE SCHEMA s; CREATE TABLE s.t (n bigint, d date)");
        TableLoad load = TableLoad.append(database.dataSource(), "s.t");

        assertThatThrownBy(() -> load.meanwhile(() -> database.execute("ALTER TABLE s.t ADD e int"))
                        .meanwhile(() -> database.execute("ALTER TABLE s.t ALTER n TYPE double precision"))
                        .load(
                                Rows.of("n", "d").row("1", "2020-01-01"),
                                Rows.of("n", "d").row("2", "2020-01-02"),
                                Rows.of("n", "d").row("3", "2020-01-03")))
                .hasMessageContaining("somebody has changed the columns of s.t");
        assertThat(database.query("SELECT n, d FROM s.t")).containsExactly("1|2020-01-01", "2|2020-01-02");
    }

    @Test
    void noTriggerIsHandedRowsInColumnsThatBecameOthers(TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA s; CREATE TABLE s.t (n bigint); CREATE TABLE s.part (n double precision);
                CREATE FUNCTION s.route() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN INSERT INTO s.part SELECT NEW.n; RETURN NULL; END';
                CREATE TRIGGER route BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION s.route()""");
        TableLoad load = TableLoad.append(database.dataSource(), "s.t");

        assertThat(load.load(Rows.of("n").row("1")).flushes()).isEqualTo(1);
        assertThatThrownBy(() -> load.meanwhile(() -> database.execute("ALTER TABLE s.t ALTER n TYPE double precision"))
                        .load(Rows.of("n").row("2"), Rows.of("n").row("3")))
                .hasMessageContaining("somebody has changed the columns of s.t");
        assertThat(database.query("SELECT n FROM s.part")).containsExactly("1", "2");
    }

    @Test
    void aBadRowIsRejectedAndTheRowsAroundItLoad(TestDatabase database) throws Exception {
        database.execute("CREATE SCHEMA s; CREATE TABLE s.t (id int NOT NULL, name varchar(3))");
        TableLoad load = TableLoad.append(database.dataSource(), "s.t");

        load.load(Rows.of("id", "name")
                .row("1", "abc")
                .row("x", "abc")
                .row("3", "abcd")
                .row(null, "abc")
                .row("5", "äöü   "));

        assertThat(database.query("SELECT id, name FROM s.t ORDER BY id")).containsExactly("1|abc", "5|äöü");
        assertThat(load.rejects)
                .containsExactly(
                        "3 22P02 id: invalid input syntax for type integer: \"x\"",
                        "4 22001 name: value too long for type character varying(3)",
                        "5 23502 id: null value in column \"id\" of relation \"t\" violates not-null constraint");
        assertThat(load.counts.snapshot()).isEqualTo(Map.of(Counts.Kind.INSERTED, 2L));
    }

    @Test
    void aColumnThatTheRowsLackTakesItsDefault(TestDatabase database) throws Exception {
        database.execute("CREATE SCHEMA s; CREATE TABLE s.t (id int, state text NOT NULL DEFAULT 'new')");

        TableLoad.append(database.dataSource(), "s.t").load(Rows.of("id").row("1"));

        assertThat(database.query("SELECT id, state FROM s.t")).containsExactly("1|new");
    }

    @Test
    void aChunkIsOneStatementAndOneFlush(TestDatabase database) throws Exception {
        database.execute("CREATE SCHEMA s; CREATE TABLE s.t (id int)");

        WriteStatistics statistics = TableLoad.append(database.dataSource(), "s.t")
                .load(Rows.of("id").row("1").row("2"), Rows.of("id").row("3"));

        assertThat(statistics.flushes()).isEqualTo(2);
    }
}
