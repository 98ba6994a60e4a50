package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails for the moment is tried again in the same run, and nothing is lost or loaded twice by it. */
@ExtendWith(TestDatabaseExtension.class)
class RetryTest {

    private static final int ROWS = 4_000;

    @TempDir
    Path home;

    private Project project;
    private TestDatabase target;

    @BeforeEach
    void prepare(TestDatabase given) {
        target = given;
        project = new Project(home).file("nightload.yaml", "project: test\nretry: { pause: 50ms, most: 200ms }\n");
        project.file(
                "rows.csv",
                IntStream.range(0, ROWS).mapToObj(i -> i + ",row\n").collect(Collectors.joining("", "id,name\n", "")));
        target.execute("CREATE SCHEMA shop; CREATE TABLE shop.rows (id bigint PRIMARY KEY, name text);"
                + " CREATE SEQUENCE shop.calls");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aChunkWhoseConnectionWasEndedIsLoadedByTheNextAttempt(int partitions) {
        load(partitions, "");
        disturbOnce("PERFORM pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid())");

        Program.Ended ended = run();

        assertLoaded(ended);
        assertThat(ended.err())
                .containsPattern(
                        "step rows(, partition \\d)?: connection target is lost: .+ \\((57P01|08006)\\); it goes on from its last commit in 0\\.\\d s, attempt 2 of 8");
        assertThat(target.count("SELECT count(*) FROM nightload.batch_step_execution"))
                .isEqualTo(partitions == 1 ? 1 : 1 + partitions);
        assertThat(show())
                .containsPattern("step rows tried again 1 time, after .+ of pauses, the last time because of: ");
    }

    @Test
    void aPublicationWhoseConnectionWasEndedIsTriedAgain() {
        load("mode: replace", 3, "");
        disturbOnce("PERFORM pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid())");

        Program.Ended ended = run();

        assertLoaded(ended);
        assertThat(ended.err()).containsPattern("step rows: connection target is lost: .+; it goes on from");
    }

    /** Serialization, deadlock, connections, memory, disk, a cancelled statement, a lock's time. */
    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "53300", "53200", "53100", "57014", "55P03"})
    void whatMayPassByItselfIsTriedAgain(String state) {
        load(1, "");
        disturbOnce("RAISE 'for the moment' USING ERRCODE = '" + state + "'");

        Program.Ended ended = run();

        assertLoaded(ended);
        assertThat(ended.err()).contains("for the moment (" + state + ")");
    }

    @Test
    void whatWillNotPassIsNot() {
        load(1, "");
        disturbOnce("RAISE 'broken for good' USING ERRCODE = 'XX001'");

        Program.Ended ended = run();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.all()).contains("broken for good").doesNotContain("attempt");
        assertLoaded(run());
    }

    @Test
    void aStatementThatAPersonCancelsIsNot() {
        load(1, "");
        disturbOnce("PERFORM pg_catalog.pg_cancel_backend(pg_catalog.pg_backend_pid())");

        Program.Ended ended = run();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.all())
                .contains("canceling statement due to user request")
                .doesNotContain("attempt");
        assertLoaded(run());
    }

    @Test
    void attemptsComeToAnEnd() {
        load(1, "retry: 3");
        disturb("pg_catalog.nextval('shop.calls') > 0", "RAISE 'still locked' USING ERRCODE = '55P03'");

        Program.Ended ended = run();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("attempt 2 of 3", "attempt 3 of 3", "it gives up after attempt 3 of 3");
        assertThat(target.count("SELECT last_value FROM shop.calls")).isEqualTo(3);
        assertThat(show()).contains("tried again 2 times");
    }

    @Test
    void aStatementThatTookTooLongIsTriedAgain() {
        load(1, "");
        String name = target.queryOne("SELECT current_database()");
        target.execute("ALTER DATABASE " + name + " SET statement_timeout = '2s'");
        disturbOnce("PERFORM pg_catalog.pg_sleep(600)");

        Program.Ended ended = run();

        assertLoaded(ended);
        assertThat(ended.err()).contains("canceling statement due to statement timeout (57014)");
    }

    @Test
    void twoJobsInADeadlockBothCompleteInTheEnd() throws SQLException {
        target.execute("INSERT INTO shop.rows VALUES (1, ''), (2, '')");
        inTurn("forth", 1, 2);
        inTurn("back", 2, 1);
        Program program = project.program(target);

        Program.Ended forth;
        Program.Ended back;
        try (Connection gate = target.dataSource().getConnection();
                Statement statement = gate.createStatement()) {
            ExecutorService both = Executors.newFixedThreadPool(2); // the common pool has one thread for two processors
            statement.execute("SELECT pg_catalog.pg_advisory_lock(7)");
            CompletableFuture<Program.Ended> first =
                    CompletableFuture.supplyAsync(() -> program.runHere("run", "forth"), both);
            CompletableFuture<Program.Ended> second =
                    CompletableFuture.supplyAsync(() -> program.runHere("run", "back"), both);
            both.shutdown();
            Checkpoints.await(
                    () -> first.isDone()
                            || second.isDone()
                            || target.count(
                                            "SELECT count(*) FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND objid = 7"
                                                    + " AND NOT granted AND database = (SELECT oid FROM pg_catalog.pg_database"
                                                    + " WHERE datname = current_database())")
                                    == 2,
                    "both jobs to wait for each other");
            statement.execute("SELECT pg_catalog.pg_advisory_unlock(7)");
            forth = first.join();
            back = second.join();
        }

        assertThat(forth.exitCode()).as(forth.all()).isZero();
        assertThat(back.exitCode()).as(back.all()).isZero();
        assertThat(forth.err() + back.err()).containsOnlyOnce("deadlock detected (40P01)");
        assertThat(target.query("SELECT id, length(name) FROM shop.rows ORDER BY id"))
                .containsExactly("1|2", "2|2");
    }

    private void inTurn(String job, int first, int second) {
        project.file(job + ".sql", """
                UPDATE shop.rows SET name = name || 'x' WHERE id = %d;
                SELECT pg_catalog.pg_advisory_xact_lock_shared(7);
                UPDATE shop.rows SET name = name || 'x' WHERE id = %d;
                """.formatted(first, second));
        project.job(job, """
                steps:
                  - name: rows
                    sql: { script: %s.sql }
                """.formatted(job));
    }

    @Test
    void aStepOfSqlIsTriedAgainWhole() {
        project.job("rows", """
                steps:
                  - name: rows
                    sql: INSERT INTO shop.rows SELECT g, 'row' FROM pg_catalog.generate_series(0, 3999) g
                    retry: { attempts: 2, pause: 10ms }
                """);
        disturbOnce("PERFORM pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid())");

        Program.Ended ended = run();

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.count("SELECT count(*) FROM shop.rows")).isEqualTo(ROWS);
        assertThat(ended.out()).contains("step rows tried again 1 time");
        assertThat(ended.err())
                .containsPattern("step rows: connection target is lost: .+ \\((57P01|08006)\\); it goes on");
    }

    @Test
    void sigtermEndsAPause() {
        load(1, "retry: { attempts: 9, pause: 10m, most: 1h }");
        disturbOnce("RAISE 'for the moment' USING ERRCODE = '40001'");

        try (Program.Running running = project.program(target).start("run", "rows")) {
            Checkpoints.await(
                    () -> target.count("SELECT count(*) FROM shop.calls WHERE is_called") == 1 || !running.isAlive(),
                    "the failure");
            Instant signal = Instant.now();
            running.terminate();
            Program.Ended ended = running.end();
            assertThat(ended.exitCode()).as(ended.all()).isEqualTo(143);
            assertThat(Duration.between(signal, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }

        assertLoaded(run());
    }

    private void load(int partitions, String option) {
        load("mode: append", partitions, option);
    }

    private void load(String mode, int partitions, String option) {
        project.job("rows", """
                steps:
                  - name: rows
                    source: { csv: { path: rows.csv, columns: { id: bigint } } }
                    target: { table: { name: shop.rows, %s } }
                    chunk: 500
                    partitions: %d
                    %s
                """.formatted(mode, partitions, option));
    }

    private void disturbOnce(String action) {
        disturb("pg_catalog.nextval('shop.calls') = 1", action);
    }

    /** Does this when row 2,600 comes, in the middle of a chunk; a sequence counts what no rollback forgets. */
    private void disturb(String condition, String action) {
        target.execute("""
                CREATE FUNCTION shop.disturb() RETURNS trigger LANGUAGE plpgsql AS $$
                  BEGIN IF %s THEN %s; END IF; RETURN NEW; END $$;
                CREATE TRIGGER disturb BEFORE INSERT ON shop.rows FOR EACH ROW WHEN (NEW.id = 2600)
                  EXECUTE FUNCTION shop.disturb()""".formatted(condition, action));
    }

    private Program.Ended run() {
        return project.program(target).runHere("run", "rows");
    }

    private String show() {
        return project.program(target).runHere("show", "rows").out();
    }

    private void assertLoaded(Program.Ended ended) {
        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.query("SELECT count(*), sum(id) FROM shop.rows"))
                .containsExactly(ROWS + "|" + ROWS * (ROWS - 1L) / 2);
        assertThat(target.count("SELECT sum((counts ->> 'INSERTED')::bigint) FROM nightload.checkpoint"))
                .isEqualTo(ROWS);
    }
}
