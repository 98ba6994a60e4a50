package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rejected rows of a file, loaded after all into a table that appends: one that is loaded twice is there twice. */
@ExtendWith(TestDatabaseExtension.class)
class ReplayTest {

    private static final String LOADED = "SELECT string_agg(id || ':' || quantity, ' ' ORDER BY id) FROM shop.lines";
    private static final String REJECTS =
            "SELECT line, attempts, replayed IS NOT NULL, reason FROM nightload.reject ORDER BY line";

    @TempDir
    Path home;

    private Project project;
    private Program program;

    @BeforeEach
    void runsAJobThatRejectsFourRows(TestDatabase target) {
        project = new Project(home)
                .job("lines", job("mode: append", "quantity > 0"))
                .file("lines.csv", "id,order_id,quantity\n1,10,1\n2,11,2\n3,10,0\n4,10,x\n5,10,\"five\",5\n");
        program = project.program(target);
        target.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.orders (id int PRIMARY KEY);
                CREATE TABLE shop.lines (id int, order_id int REFERENCES shop.orders, quantity int);
                INSERT INTO shop.orders VALUES (10)""");
        assertThat(program.runHere("run", "lines").out()).contains("5 rows read, 4 rejected");
    }

    private static String job(String target, String good) {
        return """
                steps:
                  - name: lines
                    source: { csv: { path: lines.csv, columns: { id: int, quantity: int } } }
                    transform:
                      - reject: { when: "not (%s)", reason: quantity missing }
                    target: { table: { name: shop.lines, %s } }
                """.formatted(good, target);
    }

    @Test
    void aMendedTargetTakesThemOnce(TestDatabase target) {
        target.execute("INSERT INTO shop.orders VALUES (11)");

        Program.Ended replayed = program.runHere("rejects", "replay", "lines");
        program.runHere("rejects", "replay", "lines");

        assertThat(replayed.exitCode()).as(replayed.all()).isEqualTo(3);
        assertThat(replayed.out())
                .contains("replayed 4 rejected rows of lines, execution 1 in ")
                .endsWith(": 3 refused again\n3 rows are still rejected, listed by: nightload rejects 1\n");
        assertThat(target.queryOne(LOADED)).isEqualTo("1:1 2:2");
        assertThat(target.query(REJECTS))
                .containsExactly(
                        "3|2|t|insert or update on table \"lines\" violates foreign key constraint \"lines_order_id_fkey\""
                                + " (Key (order_id)=(11) is not present in table \"orders\".)",
                        "4|3|f|quantity missing",
                        "5|3|f|invalid input syntax for type integer: \"x\"",
                        "6|3|f|line has 4 fields, the header has 3");
    }

    @Test
    void aMendedJobTakesThemByItsNewRules(TestDatabase target) {
        project.job("lines", job("mode: append", "quantity >= 0"));

        assertThat(program.runHere("rejects", "replay", "1").exitCode()).isEqualTo(3);

        assertThat(target.queryOne(LOADED)).isEqualTo("1:1 3:0");
    }

    @Test
    void rowsThatWereMendedInAFileAreReplayedAsItHasThem(TestDatabase target) throws IOException {
        program.runHere("rejects", "1", "--csv", "mended.csv");
        Path file = home.resolve("mended.csv");
        String csv = Files.readString(file);
        Files.writeString(file, csv.replace("4,10,x", "4,10,44").replace("5,10,\"\"five\"\",5", "5,10,55"));

        Program.Ended replayed = program.runHere("rejects", "replay", "1", "--from", "mended.csv");

        assertThat(replayed.exitCode()).as(replayed.all()).isEqualTo(3);
        assertThat(target.queryOne(LOADED)).isEqualTo("1:1 4:44 5:55");
        assertThat(target.query("SELECT raw, mended FROM nightload.reject WHERE mended IS NOT NULL ORDER BY line"))
                .containsExactly("4,10,x|4,10,44", "5,10,\"five\",5|5,10,55");
        assertThat(program.runHere("rejects", "replay", "1", "--from", "mended.csv"))
                .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(3))
                .satisfies(ended -> assertThat(ended.all()).contains("2 rows of the file were replayed before"));
        assertThat(target.queryOne(LOADED)).isEqualTo("1:1 4:44 5:55");
    }

    @Test
    void aFileWithTheNumberOfNoRejectIsRefusedWhole() throws IOException {
        program.runHere("rejects", "1", "--csv", "mended.csv");
        Path file = home.resolve("mended.csv");
        List<String> lines = Files.readAllLines(file);
        String strange = lines.get(1).replaceFirst("^\\d+", "999999");
        Files.write(file, List.of(lines.get(0), strange, lines.get(2)));

        assertThat(program.runHere("rejects", "replay", "1", "--from", "mended.csv"))
                .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(2))
                .satisfies(ended -> assertThat(ended.err()).contains("999999", "nothing was replayed"));
    }

    @Test
    void aDryRunSaysWhatWouldBecomeOfThem(TestDatabase target) {
        target.execute("INSERT INTO shop.orders VALUES (11)");

        Program.Ended tried = program.runHere("rejects", "replay", "1", "--dry-run", "--output", "json");

        assertThat(tried.exitCode()).as(tried.all()).isEqualTo(3);
        assertThat(tried.out())
                .contains("\"READ\" : 4", "\"INSERTED\" : 1", "\"REJECTED\" : 3", "\"stillRejected\" : 4");
        assertThat(tried.err().lines().filter(line -> line.startsWith("reject ")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).matches("reject \\d+ \\(.+\\) is refused again: .+"));
        assertThat(target.queryOne(LOADED)).isEqualTo("1:1");
        assertThat(target.count("SELECT count(*) FROM nightload.reject WHERE attempts > 1"))
                .isZero();
    }

    @Test
    void whatWasReplayedIsToldApart(TestDatabase target) {
        target.execute("INSERT INTO shop.orders VALUES (11)");
        program.runHere("rejects", "replay", "1");

        assertThat(program.runHere("rejects", "1").out()).contains("4,10,x").doesNotContain("2,11,2");
        assertThat(program.runHere("rejects", "1", "--all").out())
                .containsPattern("violates foreign key.*20\\d\\d-.*2,11,2");
        assertThat(program.runHere("show", "1").out())
                .contains("1 rejected row was replayed since and is loaded: nightload rejects 1 --all");
        assertThat(program.runHere("history").out()).containsPattern("rejected +replayed\\n.* 4 +1\\n");
    }

    @Test
    void whatCannotBeReplayedIsRefusedBeforeAnythingIs(TestDatabase target) {
        project.job("lines", job("mode: replace", "quantity >= 0"));
        assertThat(program.runHere("rejects", "replay", "1"))
                .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(2))
                .satisfies(ended -> assertThat(ended.err())
                        .contains("lines.yaml:2:5: step lines replaces its target", "run the job with --again"));

        project.job("lines", job("mode: append", "quantity >= 0").replace("name: lines", "name: line"));
        assertThat(program.runHere("rejects", "replay", "1"))
                .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(2))
                .satisfies(ended -> assertThat(ended.err())
                        .contains("step lines, which rejected rows, is no longer", "did you mean 'line'?"));
        assertThat(target.queryOne(LOADED)).isEqualTo("1:1");
    }

    @Test
    void rejectsThatAreFewEnoughAfterAReplayLetTheStepGoOn(TestDatabase target) {
        project.file("few.csv", "id,order_id,quantity\n1,10,1\n2,11,2\n3,10,0\n4,10,4\n")
                .job("few", """
                        parameters: { day: { type: string } }
                        steps:
                          - name: lines
                            source: { csv: few.csv }
                            target: { table: { name: shop.lines } }
                            rejects: { limit: 0 }
                            chunk: 2
                        """);
        assertThat(program.runHere("run", "few", "day=1").exitCode()).isEqualTo(3);
        target.execute("INSERT INTO shop.orders VALUES (11)");

        assertThat(program.runHere("rejects", "replay", "few").exitCode()).isZero();
        Program.Ended resumed = program.runHere("run", "few", "day=1");

        assertThat(resumed.exitCode()).as(resumed.all()).isZero();
        assertThat(target.queryOne(LOADED)).isEqualTo("1:1 1:1 2:2 3:0 4:4");
    }

    @Test
    void moreThanAChunkOfThemIsReplayedPageByPage(TestDatabase target) throws IOException {
        String rows = IntStream.range(0, 2_500).mapToObj(i -> "x" + i + "\n").collect(Collectors.joining());
        project.file("many.csv", "id\n" + rows).job("many", """
                        steps: [{ name: many, source: { csv: many.csv }, target: { table: shop.orders } }]
                        """);
        assertThat(program.runHere("run", "many").out()).contains("2,500 rejected");
        program.runHere("rejects", "many", "--csv", "many.mended");
        Path file = home.resolve("many.mended");
        Files.writeString(file, Files.readString(file).replaceAll(",x(\\d+)\n", ",1$1\n"));

        Program.Ended replayed = program.runHere("rejects", "replay", "many", "--from", "many.mended");

        assertThat(replayed.exitCode()).as(replayed.all()).isEqualTo(3);
        assertThat(replayed.out()).contains("replayed 2,500 rejected rows", ": 1 refused again");
        assertThat(target.count("SELECT count(*) FROM shop.orders")).isEqualTo(2_500);
    }

    @Test
    void aSignalEndsOneThatWaitsForALock(TestDatabase target) throws SQLException {
        try (Connection other = target.dataSource().getConnection();
                Statement statement = other.createStatement();
                Program.Running running = startedBehind(statement)) {
            String blocked =
                    "SELECT count(*) FROM pg_catalog.pg_locks JOIN pg_catalog.pg_database d ON d.oid = database"
                            + " WHERE NOT granted AND datname = current_database()";
            new Checkpoints(target).awaitNumber(blocked, 1, running);

            running.terminate();

            Program.Ended ended = running.end();
            assertThat(ended.exitCode()).as(ended.all()).isEqualTo(143);
            assertThat(ended.err()).contains("interrupted: canceling statement due to user request");
        }
    }

    private Program.Running startedBehind(Statement locking) throws SQLException {
        locking.execute("BEGIN; LOCK TABLE nightload.reject");
        return program.start("rejects", "replay", "1");
    }
}
