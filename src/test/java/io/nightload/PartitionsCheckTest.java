package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a target says of partitions. */
@ExtendWith(TestDatabaseExtension.class)
class PartitionsCheckTest {

    private final TestDatabase target;
    private final Project project;

    PartitionsCheckTest(TestDatabase target, @TempDir Path home) {
        this.target = target;
        this.project = new Project(home).file("rows.csv", "id,line\n1,1\n2,2\n3,3\n");
    }

    @BeforeEach
    void makeTable() {
        target.execute("DROP SCHEMA IF EXISTS shop CASCADE; CREATE SCHEMA shop;"
                + " CREATE TABLE shop.rows (id int PRIMARY KEY, line bigint)");
    }

    @Test
    void anUpsertThatDeletesIsRefused() {
        Program.Ended refused = job("key: [id], delete: id = 2", "2").runHere("check", "load");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains(
                        "jobs/load.yaml:5:17: partitions is 2, but an upsert with delete: locks one key twice, and"
                                + " partitions that have the same keys would wait for each other for ever: leave partitions out");
    }

    @Test
    void autoLeavesAnUpsertThatDeletesInOnePiece() {
        Program.Ended ended = job("key: [id], delete: id = 2", "auto").runHere("run", "load");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.query("SELECT id FROM shop.rows ORDER BY id")).containsExactly("1", "3");
    }

    @Test
    void anUpsertNotesThatOfTwoPartitionsAnyMayBeTheLast() {
        assertThat(job("key: [id]", "2").runHere("check", "load").all())
                .contains("note: jobs/load.yaml:5:17: of rows with one key that are in different partitions any may be"
                        + " the last; newer: COLUMN says which one wins");
    }

    @Test
    void whereTheNewerOneWinsThereIsNothingToNote() {
        assertThat(job("key: [id], newer: line", "2").runHere("check", "load").all())
                .doesNotContain("partitions");
    }

    @Test
    void whereThePartitionsAreDividedByTheKeyThereIsNothingToNote() {
        copies("id", 4);

        assertThat(project.program(target).runHere("check", "copy").all()).doesNotContain("newer: COLUMN");
    }

    @Test
    void aKeyOfTextWithoutStatisticsIsSaidToNeedThem() {
        copies("code", 4);

        Program.Ended ended = project.program(target).runHere("run", "copy");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(ended.err())
                .contains(
                        "step copy is read in 1 instead of 4 partitions: the server's statistics know no more values of"
                                + " code; ANALYZE its table, and --again divides it anew");
    }

    /** From a table to one like it, by this key. */
    private void copies(String key, int partitions) {
        target.execute("""
                CREATE TABLE shop.source (id int, code text, PRIMARY KEY (%1$s)) WITH (autovacuum_enabled = off);
                INSERT INTO shop.source SELECT i, 'c' || i FROM generate_series(1, 100) i;
                CREATE TABLE shop.copy (id int, code text, PRIMARY KEY (%1$s))""".formatted(key));
        project.job("copy", """
                steps:
                  - name: copy
                    source: { table: shop.source }
                    target: { table: { name: shop.copy, mode: upsert, key: [%s] } }
                    partitions: %d
                """.formatted(key, partitions));
    }

    private Program job(String options, String partitions) {
        return project.job("load", """
                steps:
                  - name: rows
                    source: { csv: { path: rows.csv, columns: { id: int, line: bigint } } }
                    target: { table: { name: shop.rows, mode: upsert, %s } }
                    partitions: %s
                """.formatted(options, partitions)).program(target);
    }
}
