package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A process that stands still loses its work to another one, and does no harm when it wakes. */
@ExtendWith(TestDatabaseExtension.class)
class TakeOverTest {

    private static final int ROWS = 200_000;

    /** Three heartbeats, behind which one that meets it waits for its expiry and is not turned away. */
    private static final String STANDS_STILL =
            "SELECT count(*) FROM nightload.lease WHERE heartbeat < clock_timestamp() - interval '1 second'";

    @TempDir
    Path home;

    private Project project;

    @BeforeEach
    void makesTheProject(TestDatabase target) {
        project = new Project(home)
                .file("nightload.yaml", "project: test\nlease: { heartbeat: 300ms, expiry: 2s }\n")
                .file(
                        "rows.csv",
                        IntStream.range(0, ROWS)
                                .mapToObj(i -> i + ",row\n")
                                .collect(Collectors.joining("", "id,name\n", "")))
                .job("rows", """
                        steps:
                          - name: rows
                            source: { csv: rows.csv }
                            target: { table: { name: shop.rows } }
                            chunk: 500
                          - name: more
                            source: { csv: rows.csv }
                            target: { table: { name: shop.more } }
                            chunk: 50
                        """);
        target.execute(
                "CREATE SCHEMA shop; CREATE TABLE shop.rows (id bigint, name text); CREATE TABLE shop.more (id bigint, name text)");
    }

    @Test
    void aPausedRunIsTakenOverAndCommitsNothingWhenItWakes(TestDatabase target) throws Exception {
        Checkpoints checkpoints = new Checkpoints(target);
        try (Program.Running paused = project.program(target).start("run", "rows")) {
            checkpoints.awaitChunks("rows", 5, paused);
            signal("STOP", paused);
            checkpoints.awaitNumber(STANDS_STILL, 1, paused);

            Program.Ended second = project.program(target).run("run", "rows");

            signal("CONT", paused);
            Program.Ended first = paused.end();
            assertThat(second.exitCode()).as(second.all()).isZero();
            assertThat(second.err())
                    .contains("the process that held job rows stands still (on ", "this one takes over");
            assertThat(first.exitCode()).as(first.all()).isZero();
            assertThat(first.out())
                    .containsPattern(
                            "rows was taken over by another process \\(on .+, process [0-9]+\\), and is complete\n")
                    .doesNotContain("resumes");
            assertThat(first.err()).doesNotContain("is open again");
        }
        assertThat(target.query("SELECT count(*), count(DISTINCT id) FROM shop.rows"))
                .containsExactly(ROWS + "|" + ROWS);
        assertThat(target.query("SELECT count(*), count(DISTINCT id) FROM shop.more"))
                .containsExactly(ROWS + "|" + ROWS);
        assertThat(target.query("SELECT status FROM nightload.batch_job_execution ORDER BY job_execution_id"))
                .containsExactly("FAILED", "COMPLETED");
    }

    @Test
    void whoMeetsALiveRunIsToldAndMayWait(TestDatabase target) {
        Checkpoints checkpoints = new Checkpoints(target);
        try (Program.Running running = project.program(target).start("run", "rows")) {
            checkpoints.awaitChunks("rows", 1, running);

            Program.Ended busy = project.program(target).runHere("run", "rows");
            assertThat(busy.exitCode()).as(busy.all()).isEqualTo(4);
            assertThat(busy.err())
                    .matches("job rows is running already: on .+, process " + running.pid()
                            + ", since .+ UTC, heartbeat \\d+ s ago; try again when it has ended\n");

            Program.Ended waited = project.program(target).runHere("restart", "rows", "--wait", "5m");
            assertThat(waited.exitCode()).as(waited.all()).isZero();
            assertThat(waited.all()).contains("waiting for its end", "already complete");
            assertThat(running.end().exitCode()).isZero();
        }
    }

    private static void signal(String name, Program.Running running) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(running.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
