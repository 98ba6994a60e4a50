package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Steps that read their source in partitions, from the outside. */
@ExtendWith(TestDatabaseExtension.class)
class PartitionsTest {

    private static final int ROWS = 1_000;

    @TempDir
    private Path home;

    private TestDatabase target;
    private Project project;

    @BeforeEach
    void makeTable(TestDatabase given) {
        target = given;
        target.execute("CREATE SCHEMA shop; CREATE TABLE shop.rows (id int PRIMARY KEY, name text, line bigint)");
        project = new Project(home);
        project.file(
                "rows.csv",
                IntStream.range(0, ROWS)
                        .mapToObj(i -> i + ",\"row " + i + (i % 7 == 0 ? "\nsecond \"\"line\"\"" : "") + "\"\n")
                        .collect(Collectors.joining("", "id,name\n", "")));
    }

    @Test
    void aFileInPartitionsIsLoadedAsInOnePiece() {
        load("mode: append", "partitions: 4");

        assertThat(target.query("SELECT count(*), sum(id), sum(line) FROM shop.rows"))
                .containsExactly(ROWS + "|" + ROWS * (ROWS - 1) / 2 + "|" + lines());
        assertThat(target.query("SELECT partition, complete, bounds ->> 'name' FROM nightload.checkpoint"
                        + " ORDER BY partition"))
                .hasSize(5)
                .allMatch(row -> row.contains("|t|"));
        assertThat(target.query("SELECT sum((counts ->> 'INSERTED')::int) FROM nightload.checkpoint"))
                .containsExactly(ROWS + "");
    }

    @Test
    void aReplaceInPartitionsIsPublishedOnce() {
        target.execute("INSERT INTO shop.rows VALUES (-1, 'old', 0), (5, 'old', 0)");
        load("mode: replace", "partitions: 3");

        assertThat(target.query("SELECT count(*), sum(id), sum(line) FROM shop.rows"))
                .containsExactly(ROWS + "|" + ROWS * (ROWS - 1) / 2 + "|" + lines());
        assertThat(target.query("SELECT counts FROM nightload.checkpoint WHERE partition = 0"))
                .containsExactly("{\"REMOVED\": 2, \"INSERTED\": 1000}");
        assertThat(target.query("SELECT relname FROM pg_class WHERE relname LIKE 'stage%'"))
                .isEmpty();
    }

    private static long lines() {
        long sum = 0;
        long line = 2;
        for (int i = 0; i < ROWS; i++) {
            sum += line;
            line += i % 7 == 0 ? 2 : 1;
        }
        return sum;
    }

    private void load(String mode, String option) {
        project.job("load", """
                steps:
                  - name: rows
                    source: { csv: { path: rows.csv, columns: { id: int } } }
                    transform:
                      - set: { line: line_number() }
                    target: { table: { name: shop.rows, %s } }
                    chunk: 50
                    %s
                """.formatted(mode, option));
        Program.Ended ended = project.program(target).runHere("run", "load");
        assertThat(ended.exitCode()).as(ended.all()).isZero();
    }
}
