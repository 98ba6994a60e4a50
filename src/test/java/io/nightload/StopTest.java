package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabaseExtension.class)
class StopTest {

    private static final int ROWS = 400_000;

    @TempDir
    Path home;

    private Project project;

    @BeforeEach
    void makesTheProject() {
        project = new Project(home);
    }

    @Test
    void sigtermStopsAtTheEdgeOfAChunkAndTheSameCommandGoesOn(TestDatabase target) {
        project.file(
                "rows.csv",
                IntStream.range(0, ROWS).mapToObj(i -> i + ",row\n").collect(Collectors.joining("", "id,name\n", "")));
        project.job("rows", """
                steps:
                  - name: rows
                    source: { csv: rows.csv }
                    target: { table: { name: shop.rows, mode: append } }
                    chunk: 500
                """);
        target.execute("CREATE SCHEMA shop; CREATE TABLE shop.rows (id bigint, name text)");
        Checkpoints checkpoints = new Checkpoints(target);

        try (Program.Running running = project.program(target).start("run", "rows")) {
            checkpoints.awaitChunks("rows", 3, running);
            assertThat(terminated(running).exitCode()).isEqualTo(143);
        }

        assertThat(checkpoints.complete("rows")).isFalse();
        assertThat(target.count("SELECT count(*) FROM shop.rows")).isEqualTo(500 * checkpoints.chunks("rows"));

        Program.Ended shown = project.program(target).runHere("show", "rows");
        assertThat(shown.out()).startsWith("execution 1 of rows: stopped\n").doesNotContain("Interrupted");
        assertThat(shown.out()).containsPattern("(?m)^rows +shop\\.rows, append .* stopped$");

        Program.Ended resumed = project.program(target).runHere("run", "rows");

        assertThat(resumed.exitCode()).as(resumed.all()).isZero();
        assertThat(target.query("SELECT count(*), count(DISTINCT id) FROM shop.rows"))
                .containsExactly(ROWS + "|" + ROWS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sql: SELECT pg_catalog.pg_sleep(600)",
                "source: { query: SELECT 1 AS id FROM pg_catalog.pg_sleep(600) }, target: { table: { name: shop.rows, mode: replace, empty: true } }",
                "source: { csv: rows.csv }, target: { table: shop.slow }"
            })
    void sigtermCancelsWhatTakesLong(String step, TestDatabase target) {
        project.file("rows.csv", "id\n1\n").job("wait", "steps:\n  - { name: wait, " + step + " }\n");
        target.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.rows (id bigint);
                CREATE TABLE shop.slow (id bigint);
                CREATE FUNCTION shop.sleep() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN PERFORM pg_catalog.pg_sleep(600); RETURN NEW; END';
                CREATE TRIGGER sleep BEFORE INSERT ON shop.slow FOR EACH ROW EXECUTE FUNCTION shop.sleep()""");

        try (Program.Running running = project.program(target).start("run", "wait")) {
            Checkpoints.await(() -> sleeping(target) > 0 || !running.isAlive(), "the statement to run");
            Program.Ended ended = terminated(running);
            assertThat(ended.exitCode()).as(ended.all()).isEqualTo(143);
            assertThat(ended.out()).contains("stopped");
        }

        assertThat(sleeping(target)).isZero();
    }

    private static long sleeping(TestDatabase target) {
        return target.count("SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE datname = current_database()"
                + " AND wait_event = 'PgSleep'");
    }

    /** Long before what it waits for has ended by itself. */
    private static Program.Ended terminated(Program.Running running) {
        Instant signal = Instant.now();
        running.terminate();
        Program.Ended ended = running.end();
        assertThat(Duration.between(signal, Instant.now())).as(ended.all()).isLessThan(Duration.ofMinutes(1));
        return ended;
    }
}
