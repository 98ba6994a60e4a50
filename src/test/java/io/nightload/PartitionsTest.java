package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
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
    private static final String LOADED = "SELECT count(*), sum(id), sum(line) FROM shop.rows";

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

    /** What {@link #LOADED} gives when every row came once, with the number of its line. */
    private static String all() {
        long lines = 0;
        long line = 2;
        for (int i = 0; i < ROWS; i++) {
            lines += line;
            line += i % 7 == 0 ? 2 : 1;
        }
        return ROWS + "|" + ROWS * (ROWS - 1) / 2 + "|" + lines;
    }

    @Test
    void aFileInPartitionsIsLoadedAsInOnePiece() {
        completes("mode: append", "partitions: 4");

        assertThat(target.query(LOADED)).containsExactly(all());
        assertThat(target.query("SELECT partition, complete, bounds ->> 'name' FROM nightload.checkpoint"
                        + " ORDER BY partition"))
                .containsExactly(
                        "0|t|",
                        "1|t|rows.csv to byte 4036",
                        "2|t|rows.csv from byte 4036 to byte 8040",
                        "3|t|rows.csv from byte 8040 to byte 12058",
                        "4|t|rows.csv from byte 12058");
        assertThat(target.query("SELECT sum((counts ->> 'INSERTED')::int) FROM nightload.checkpoint"))
                .containsExactly(ROWS + "");
    }

    @Test
    void aReplaceInPartitionsIsPublishedOnce() {
        target.execute("INSERT INTO shop.rows VALUES (-1, 'old', 0), (5, 'old', 0)");

        completes("mode: replace", "partitions: 3");

        assertThat(target.query(LOADED)).containsExactly(all());
        assertThat(target.query("SELECT counts FROM nightload.checkpoint WHERE partition = 0"))
                .containsExactly("{\"REMOVED\": 2, \"INSERTED\": 1000}");
        assertThat(target.query("SELECT relname FROM pg_class WHERE relname LIKE 'stage%'"))
                .isEmpty();
    }

    @Test
    void aPartitionThatFailsIsNamedAndResumesAlone() {
        target.execute("""
                CREATE FUNCTION shop.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  WHILE NOT EXISTS (SELECT FROM nightload.checkpoint WHERE partition = 1 AND complete) LOOP
                    PERFORM pg_catalog.pg_sleep(0.01);
                  END LOOP;
                  RAISE 'too high: %', NEW.id USING ERRCODE = 'io_error';
                END $$;
                CREATE TRIGGER fail BEFORE INSERT ON shop.rows FOR EACH ROW WHEN (NEW.id = 900)
                  EXECUTE FUNCTION shop.fail()""");

        Program.Ended failed = load("mode: append", "partitions: 2");
        target.execute("DROP TRIGGER fail ON shop.rows");
        String first = "SELECT updated || ' ' || fence FROM nightload.checkpoint WHERE partition = 1";
        String before = target.queryOne(first);
        Program.Ended resumed = load("mode: append", "partitions: 2");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out())
                .contains("partition 2 of 2 (rows.csv from byte 8040)")
                .contains("too high: 900");
        assertThat(resumed.exitCode()).as(resumed.all()).isZero();
        assertThat(target.query(LOADED)).containsExactly(all());
        assertThat(target.queryOne(first)).isEqualTo(before);
        assertThat(project.program(target).runHere("show", "load").out())
                .containsPattern("rows +1 +rows\\.csv to byte 8040 +5[0-9]{2} .* complete before")
                .containsPattern("rows +2 +rows\\.csv from byte 8040 +4[0-9]{2} .* resumed");
    }

    @Test
    void aResumeKeepsThePartitionsThatItBeganWithAndRunsFewerAtOnce() {
        target.fillUp("shop.rows", "NEW.id >= 900");
        load("mode: append", "partitions: 5");
        target.makeRoom("shop.rows");
        Program.Ended resumed = load("mode: append", "partitions: 1");

        assertThat(resumed.exitCode()).as(resumed.all()).isZero();
        assertThat(resumed.all())
                .contains("step rows goes on in the partitions that it has begun with (5, at most 1 at once); another"
                        + " number holds from the next --again on");
        assertThat(target.query(LOADED)).containsExactly(all());
        assertThat(target.count("SELECT count(*) FROM nightload.checkpoint WHERE complete"))
                .isEqualTo(6);
    }

    @Test
    void aStepThatHasBegunInOnePieceEndsInOnePiece() {
        target.fillUp("shop.rows", "NEW.id >= 900");
        load("mode: append", "");
        target.makeRoom("shop.rows");

        Program.Ended resumed = load("mode: append", "partitions: 3");

        assertThat(resumed.exitCode()).as(resumed.all()).isZero();
        assertThat(resumed.all())
                .contains("step rows goes on in one piece, as it has begun; partitions holds from the next --again on");
        assertThat(target.query(LOADED)).containsExactly(all());
        assertThat(target.count("SELECT count(*) FROM nightload.checkpoint")).isEqualTo(1);
    }

    @Test
    void aStepThatHasCommittedNothingBeginsAnewWithAsManyAsAreWantedNow() {
        target.fillUp("shop.rows", "NEW.id >= 0");
        load("mode: replace", "partitions: 5");
        load("mode: append", "partitions: 5");
        target.makeRoom("shop.rows");

        completes("mode: append", "partitions: 2", "--again");

        assertThat(target.query(LOADED)).containsExactly(all());
    }

    @Test
    void aStepThatHasCommittedNothingResumesWithoutEndingItsOwnWorkers() {
        target.fillUp("shop.rows", "NEW.id >= 0");
        Program.Ended refused = load("mode: append", "partitions: 2");
        target.makeRoom("shop.rows");

        assertThat(refused.exitCode()).isEqualTo(1);
        completes("mode: append", "partitions: 2");
    }

    @Test
    void theLimitOfRejectsHoldsForAllPartitionsTogether() {
        project.file(
                "rows.csv",
                IntStream.range(0, ROWS)
                        .mapToObj(i -> (i % 100 == 50 ? "x" : i) + ",row\n")
                        .collect(Collectors.joining("", "id,name\n", "")));

        Program.Ended exceeded = load("mode: append", "partitions: 4\n    rejects: 9");
        Program.Ended enough = load("mode: append", "partitions: 4\n    rejects: 10");

        assertThat(exceeded.exitCode()).as(exceeded.all()).isEqualTo(3);
        assertThat(exceeded.out()).contains("10 of ").contains("the limit is 9");
        assertThat(enough.exitCode()).as(enough.all()).isZero();
        assertThat(target.count("SELECT count(*) FROM shop.rows")).isEqualTo(ROWS - 10);
        assertThat(target.count("SELECT count(DISTINCT line) FROM nightload.reject"))
                .isEqualTo(10);
    }

    @Test
    void aShareOfRejectsIsJudgedWhenAllPartitionsAreComplete() {
        project.file(
                "rows.csv",
                IntStream.range(0, ROWS)
                        .mapToObj(i -> (i < 20 ? "x" : i) + ",row\n")
                        .collect(Collectors.joining("", "id,name\n", "")));

        Program.Ended enough = load("mode: append", "partitions: 4\n    rejects: 2%");

        assertThat(enough.exitCode()).as(enough.all()).isZero();
    }

    @Test
    void moreThanThereIsToDivideIsNoError() {
        project.file("rows.csv", "id,name\n7,only\n");

        completes("mode: append", "partitions: 8");

        assertThat(target.query("SELECT id FROM shop.rows")).containsExactly("7");
    }

    @Test
    void autoDoesNotDivideWhatIsSmall() {
        completes("mode: append", "partitions: auto");

        assertThat(target.query(LOADED)).containsExactly(all());
        assertThat(target.count("SELECT count(*) FROM nightload.checkpoint WHERE partition > 0"))
                .isEqualTo(1);
    }

    @Test
    void sinceRemembersWhatWasThereWhenTheStepBegan() {
        target.execute("""
                CREATE TABLE shop.source (id int PRIMARY KEY, name text, at int NOT NULL);
                INSERT INTO shop.source SELECT i, 'row', 10000 - i FROM generate_series(1, 1000) i;
                ANALYZE shop.source""");
        project.job("nightly", """
                parameters: { night: { type: date } }
                steps:
                  - name: copy
                    source: { table: { name: shop.source, columns: [id, name], key: [id], since: at } }
                    target: { table: { name: shop.rows, mode: upsert, key: [id] } }
                    partitions: 3
                """);

        Program.Ended first = project.program(target).runHere("run", "nightly", "night=2026-11-20");
        target.execute("INSERT INTO shop.source VALUES (2000, 'new', 10000); DELETE FROM shop.rows");
        Program.Ended second = project.program(target).runHere("run", "nightly", "night=2026-11-21");

        assertThat(first.exitCode()).as(first.all()).isZero();
        assertThat(second.exitCode()).as(second.all()).isZero();
        assertThat(target.query("SELECT value FROM nightload.remembered")).containsExactly("at=10000");
        assertThat(target.query("SELECT id FROM shop.rows ORDER BY id")).containsExactly("1", "2000");
    }

    @Test
    void partitionsThatChangeTheSameRowsDoNotWaitForEachOtherForEver() {
        target.execute("INSERT INTO shop.rows SELECT i, 'old', 0 FROM generate_series(0, 99) i");
        Random random = new Random(1);
        project.file(
                "rows.csv",
                IntStream.range(0, 4_000)
                        .mapToObj(i -> random.nextInt(100) + ",row " + i + "\n")
                        .collect(Collectors.joining("", "id,name\n", "")));

        completes("mode: update, key: [id]", "partitions: 4");
    }

    @Test
    void sigtermEndsEveryPartitionAtTheEdgeOfAChunkAndTheSameCommandGoesOn() {
        project.file(
                "rows.csv",
                IntStream.range(0, 60_000)
                        .mapToObj(i -> i + ",row\n")
                        .collect(Collectors.joining("", "id,name\n", "")));
        job("mode: append", "partitions: 2");
        Checkpoints checkpoints = new Checkpoints(target);

        try (Program.Running running = project.program(target).start("run", "load")) {
            checkpoints.awaitChunks("rows", 3, running);
            running.terminate();
            assertThat(running.end().exitCode()).isEqualTo(143);
        }
        assertThat(checkpoints.complete("rows")).isFalse();
        assertThat(target.count("SELECT count(*) FROM shop.rows")).isEqualTo(50 * checkpoints.chunks("rows"));

        completes("mode: append", "partitions: 2");
        assertThat(target.count("SELECT count(*) FROM shop.rows")).isEqualTo(60_000);
    }

    private void completes(String mode, String option, String... arguments) {
        Program.Ended ended = load(mode, option, arguments);
        assertThat(ended.exitCode()).as(ended.all()).isZero();
    }

    private Program.Ended load(String mode, String option, String... arguments) {
        job(mode, option);
        String[] run = new String[arguments.length + 2];
        run[0] = "run";
        run[1] = "load";
        System.arraycopy(arguments, 0, run, 2, arguments.length);
        return project.program(target).runHere(run);
    }

    private void job(String mode, String option) {
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
    }
}
