package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a person says of an execution is kept, whoever starts it again. */
@ExtendWith(TestDatabaseExtension.class)
class HoldTest {

    private static final int ROWS = 400_000;

    private static final String FAILING_JOB = """
            parameters:
              day: { type: date }
            steps:
              - name: rows
                source: { csv: rows.csv }
                target: { table: { name: shop.rows, mode: upsert, key: [id] } }
                chunk: 2
            """;

    @TempDir
    Path home;

    private Program program;
    private TestDatabase target;

    @BeforeEach
    void makesTheProject(TestDatabase given) {
        target = given;
        program = new Project(home)
                .job("rows", FAILING_JOB)
                .file("rows.csv", "id,name\n1,a\n2,b\n3,c\n4,d\n5,e\n")
                .program(target);
        target.execute("CREATE SCHEMA shop; CREATE TABLE shop.rows (id bigint PRIMARY KEY, name text)");
    }

    private void fails() {
        target.fillUp("shop.rows", "NEW.id = 3");
        assertThat(program.runHere("run", "rows", "day=2026-11-20").exitCode()).isEqualTo(1);
        target.makeRoom("shop.rows");
    }

    @Test
    void whatIsAbandonedLeavesNoStagedRowsBehind() {
        new Project(home).job("rows", FAILING_JOB.replace("mode: upsert, key: [id]", "mode: replace"));
        fails();
        assertThat(stagingTables()).isPositive();

        assertThat(program.runHere("abandon", "1").exitCode()).isZero();

        assertThat(stagingTables()).isZero();
    }

    private long stagingTables() {
        return target.count("SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = 'nightload'"
                + " AND tablename LIKE 'stage\\_%'");
    }

    @Test
    void aRestartThatIsRefusedSaysSoInJsonToWhoAsksForIt() {
        fails();
        new Project(home).job("rows", FAILING_JOB.replace("source:", "sauce:"));

        Program.Ended ended = program.runHere("restart", "1", "--output", "json");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out()).contains("\"outcome\" : \"REFUSED\"", "\"job\" : \"rows\"", "sauce");
    }

    @Test
    void stopEndsAProcessAndNoRetryUndoesIt() {
        Project project = new Project(home)
                .file("nightload.yaml", "project: test\nlease: { heartbeat: 500ms }\n")
                .job("rows", FAILING_JOB.replace("chunk: 2", "chunk: 500"))
                .file(
                        "rows.csv",
                        IntStream.range(0, ROWS)
                                .mapToObj(i -> i + ",row\n")
                                .collect(Collectors.joining("", "id,name\n", "")));
        Checkpoints checkpoints = new Checkpoints(target);

        try (Program.Running running = project.program(target).start("run", "rows", "day=2026-11-20")) {
            checkpoints.awaitChunks("rows", 3, running);
            Program.Ended stop = program.runHere("stop", "rows");
            assertThat(stop.exitCode()).as(stop.all()).isZero();
            assertThat(stop.err()).contains("execution 1 of rows day=2026-11-20 does not run (stopped)");

            Program.Ended stopped = running.end();
            assertThat(stopped.exitCode()).as(stopped.all()).isEqualTo(5);
            assertThat(stopped.out())
                    .containsPattern("(?m)^rows day=2026-11-20 was stopped by .+@.+ on .+ UTC$")
                    .endsWith("run leaves it alone until: nightload restart 1\n");
        }
        assertThat(target.count("SELECT count(*) FROM shop.rows")).isEqualTo(500 * checkpoints.chunks("rows"));

        Program.Ended retried = program.runHere("run", "rows", "day=2026-11-20");
        assertThat(retried.exitCode()).as(retried.all()).isEqualTo(5);
        assertThat(retried.out()).contains("UTC; nothing was done\n").contains("nightload restart 1");

        assertThat(program.runHere("restart", "1").exitCode()).isZero();
        assertThat(target.count("SELECT count(*) FROM shop.rows")).isEqualTo(ROWS);
    }

    @Test
    void aFailedExecutionIsStoppedFromBeingRetried() {
        fails();

        Program.Ended stop = program.runHere("stop", "1");

        assertThat(stop.exitCode()).as(stop.all()).isZero();
        assertThat(stop.err())
                .isEqualTo("execution 1 of rows day=2026-11-20 does not run (failed);"
                        + " run leaves it alone until: nightload restart 1\n");
        assertThat(program.runHere("run", "rows", "day=2026-11-20").exitCode()).isEqualTo(5);
        assertThat(program.runHere("run", "rows", "day=2026-11-21").exitCode()).isZero();
        assertThat(program.runHere("show", "1").out()).containsPattern("(?m)^stopped by .+@.+ on .+ UTC$");
    }

    @Test
    void restartResumesWithTheParametersOfTheExecution() {
        fails();

        Program.Ended restarted = program.runHere("restart", "rows");

        assertThat(restarted.exitCode()).as(restarted.all()).isZero();
        assertThat(restarted.err()).startsWith("rows day=2026-11-20 into");
        assertThat(target.count("SELECT count(*) FROM shop.rows")).isEqualTo(5);
        assertThat(program.runHere("restart", "2"))
                .isEqualTo(new Program.Ended(
                        2,
                        "",
                        "execution 2 of rows day=2026-11-20 has completed;"
                                + " to run it anew: nightload run rows day=2026-11-20 --again\n"));
    }

    @Test
    void restartNamesTheCommandThatResumesIt() {
        fails();
        target.fillUp("shop.rows", "NEW.id = 3");

        Program.Ended restarted = program.runHere("restart", "--output", "text", "1");

        assertThat(restarted.exitCode()).isEqualTo(1);
        assertThat(restarted.out())
                .endsWith("the same command resumes it: nightload run --output text rows day=2026-11-20\n");
    }

    @Test
    void aStopThatCameTooLateHoldsNothingUp() {
        program = new Project(home)
                .job("rows", FAILING_JOB.substring(FAILING_JOB.indexOf("steps:")))
                .program(target);
        assertThat(program.runHere("run", "rows").exitCode()).isZero();
        target.execute("INSERT INTO nightload.hold (project, job, identity, again, execution_id, person, kind)"
                + " SELECT project, job, identity, again, 1, 'ann@db1', 'stopped' FROM nightload.instance");

        Program.Ended next = program.runHere("run", "rows");

        assertThat(next.exitCode()).as(next.all()).isZero();
    }

    @Test
    void anExecutionThatAnotherWentOnWithIsNotRestarted() {
        fails();
        fails();

        Program.Ended restarted = program.runHere("restart", "1");

        assertThat(restarted.exitCode()).isEqualTo(2);
        assertThat(restarted.err())
                .isEqualTo("execution 1 of rows day=2026-11-20 is over; execution 2 went on with it (failed):"
                        + " nightload restart 2\n");
    }

    @Test
    void anAbandonedExecutionIsNeverResumedButMayBeginAnew() {
        fails();

        assertThat(program.runHere("abandon", "1").exitCode()).isZero();

        assertThat(program.runHere("run", "rows", "day=2026-11-20"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(5))
                .satisfies(run -> assertThat(run.out())
                        .contains("was abandoned by ")
                        .endsWith("to run it anew: nightload run rows day=2026-11-20 --again\n"));
        assertThat(program.runHere("restart", "1").exitCode()).isEqualTo(2);
        assertThat(program.runHere("history").out()).contains(" abandoned ");
        assertThat(program.runHere("run", "rows", "day=2026-11-20", "--again").exitCode())
                .isZero();
        assertThat(program.runHere("run", "rows", "day=2026-11-20").exitCode()).isZero();
    }

    @Test
    void whatIsCompleteCanNeitherBeStoppedNorAbandoned() {
        assertThat(program.runHere("run", "rows", "day=2026-11-20").exitCode()).isZero();

        assertThat(program.runHere("stop", "1").err())
                .isEqualTo("execution 1 of rows day=2026-11-20 is completed: there is nothing to stop\n");
        assertThat(program.runHere("abandon", "1").exitCode()).isEqualTo(2);
        assertThat(program.runHere("stop", "9").err()).startsWith("there is no execution of '9'");
    }
}
