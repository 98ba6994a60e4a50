package io.nightload.step;

import static org.assertj.core.api.Assertions.assertThat;

import example.Committer;
import example.Taker;
import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.connection.DatabaseSource;
import io.nightload.spec.PoolSizes;
import io.nightload.spec.Position;
import io.nightload.spec.RetryOptions;
import io.nightload.spec.StepOptions;
import io.nightload.spec.StepOptions.Budget;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(TestDatabaseExtension.class)
class GuardedStepTest {

    private static final String INSERT = "INSERT INTO public.t VALUES (1)";

    /** Before a step that does not fit is refused, in case a session is just about to end. */
    private static final int LOOKS_OF_AN_ATTEMPT = 21;

    private TestDatabase database;

    @BeforeEach
    void makeTable(TestDatabase given) {
        database = given;
        database.execute("CREATE TABLE public.t (a int)");
    }

    @Test
    void aPartThatCommitsInsideAChunkIsRefusedBeforeItDoes() throws Exception {
        StepReport report = chunksOfTwo(4).writing((runtime, rows) -> {
            Committer.say(runtime.target(), INSERT);
            Committer.commit(runtime.target());
        });

        assertThat(report.status()).isEqualTo(StepReport.Status.FAILED);
        assertThat(report.error())
                .matches("chunk 1 of step load has one commit, its own, and commit\\(\\) at"
                        + " example\\.Committer\\.commit\\(Committer\\.java:[0-9]+\\) would be a second one; it was"
                        + " refused and the chunk rolled back: leave the transaction to the step, or use a connection"
                        + " of your own");
        assertThat(loaded()).isZero();
    }

    @Test
    void aStepThatIsInterruptedBetweenTwoChunksIsStoppedAndNotComplete() throws Exception {
        StepReport report =
                chunksOfTwo(4).writing((runtime, rows) -> Thread.currentThread().interrupt());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.status()).isEqualTo(StepReport.Status.STOPPED);
        assertThat(report.chunks()).isEqualTo(1);
        assertThat(database.query("SELECT complete FROM nightload.checkpoint")).containsExactly("f");
    }

    @Test
    void aRollbackIsRefusedLikeACommit() throws Exception {
        StepReport report = chunksOfTwo(2).writing((runtime, rows) -> Committer.rollBack(runtime.target()));

        assertThat(report.error())
                .startsWith("chunk 1 of step load has one commit, its own, and rollback() at example.");
    }

    @Test
    void commitAsAStatementIsRefusedToo() throws Exception {
        StepReport report = chunksOfTwo(2).writing((runtime, rows) -> Committer.say(runtime.target(), " commit work"));

        assertThat(report.error()).startsWith("chunk 1 of step load has one commit, its own, and COMMIT at example.");
    }

    @Test
    void aCommitBehindACommentOrAnotherStatementIsSeen() throws Exception {
        StepReport report = chunksOfTwo(2)
                .writing((runtime, rows) ->
                        Committer.say(runtime.target(), INSERT + "; /* and now */ COMMIT; " + INSERT));

        assertThat(report.error()).startsWith("chunk 1 of step load has one commit, its own, and COMMIT at example.");
        assertThat(loaded()).isZero();
    }

    @Test
    void savepointsAreNoEndOfTheChunk() throws Exception {
        StepReport report = chunksOfTwo(2).writing((runtime, rows) -> {
            Committer.say(runtime.target(), "SAVEPOINT s");
            Committer.say(runtime.target(), INSERT);
            Committer.say(runtime.target(), "ROLLBACK TO SAVEPOINT s");
        });

        assertThat(report.error()).isNull();
        assertThat(loaded()).isZero();
    }

    @Test
    void whatIsWrittenBesideTheChunkWouldCommitByItself() throws Exception {
        StepReport report = chunksOfTwo(2).writing((runtime, rows) -> Committer.writeBeside(runtime.target(), INSERT));

        assertThat(report.error())
                .startsWith("chunk 1 of step load has one commit, its own, and INSERT in autocommit mode at example.");
        assertThat(loaded()).isZero();
    }

    @Test
    void readingBesideTheChunkIsAllowed() throws Exception {
        StepReport report =
                chunksOfTwo(2).writing((runtime, rows) -> Committer.writeBeside(runtime.target(), "SELECT 1"));

        assertThat(report.error()).isNull();
    }

    @Test
    void aPartThatHidesTheRefusalFailsItsChunkAllTheSame() throws Exception {
        StepReport report = chunksOfTwo(4).writing((runtime, rows) -> {
            Committer.say(runtime.target(), INSERT);
            try {
                Committer.commit(runtime.target());
            } catch (RuntimeException hidden) {
                assertThat(hidden).hasMessageContaining("second");
            }
        });

        assertThat(report.error()).contains("would be a second one");
        assertThat(loaded()).isZero();
    }

    @Test
    void aChunkThatExceedsItsBudgetFailsBeforeItsCommitAndSaysWhatItSent() throws Exception {
        StepOptions options = new StepOptions(
                2,
                null,
                null,
                PoolSizes.FITTED,
                new Budget(3, new Position("jobs/j.yaml", 9, 28)),
                RetryOptions.NONE,
                false);

        StepReport report = new StepRun(database, 5, options).writing((runtime, rows) -> {
            for (int i = 0; i < rows.size(); i++) {
                new JdbcTemplate(runtime.target()).update("INSERT INTO public.t\n  VALUES (?)", i);
            }
            if (rows.size() == 1) {
                new JdbcTemplate(runtime.target()).update("DELETE FROM public.t");
                new JdbcTemplate(runtime.target()).update("DELETE FROM public.t");
            }
        });

        assertThat(report.error())
                .isEqualTo("chunk 3 of step load sent 4 statements, its budget is 3: 2 × DELETE FROM public.t,"
                        + " 1 × INSERT INTO public.t VALUES (?), 1 × UPDATE nightload.checkpoint SET position ="
                        + " ?::jsonb, counts = ?::jsonb, complet…; mend what sends too many, or raise"
                        + " budget.statements (jobs/j.yaml:9:28)");
        assertThat(report.chunks()).isEqualTo(2);
        assertThat(loaded()).isEqualTo(4);
    }

    @Test
    void theReportCountsWhatTheChunksSent() throws Exception {
        StepReport report = chunksOfTwo(5).writing((runtime, rows) -> Committer.say(runtime.target(), INSERT));

        assertThat(report.error()).isNull();
        assertThat(report.chunks()).isEqualTo(3);
        assertThat(report.commits()).isEqualTo(3);
        assertThat(report.chunkStatements()).isEqualTo(6);
        assertThat(report.mostStatementsInAChunk()).isEqualTo(2);
        assertThat(report.statements()).isGreaterThan(report.chunkStatements());
    }

    @Test
    void aReaderThatKeepsItsConnectionFailsTheStepAndIsNamed() throws Exception {
        StepReport report = chunksOfTwo(2).opening((runtime, rows) -> Taker.take(runtime.source("target")));

        assertThat(report.status()).isEqualTo(StepReport.Status.FAILED);
        assertThat(report.error())
                .matches(
                        "1 connection of j/load/target was not given back: taken at example\\.Taker\\.take\\(Taker\\.java:[0-9]+\\);"
                                + " close what is taken, in a try-with-resources or in the part's close\\(\\)");
    }

    @Test
    void aStepWithoutRoomIsRefusedBeforeAnythingIsWritten() throws Exception {
        String name = String.valueOf(database.queryOne("SELECT current_database()"));
        StepRun run = chunksOfTwo(2);
        database.execute("ALTER DATABASE " + name + " CONNECTION LIMIT 1");
        AtomicInteger asked = new AtomicInteger();
        DatabaseSource crowded = () -> {
            if (asked.incrementAndGet() == LOOKS_OF_AN_ATTEMPT) {
                throw new SQLException(
                        "too many connections for database", "53300"); // the session before has not ended
            }
            return database.dataSource().getConnection();
        };

        StepReport report = run.connectedBy(crowded);

        assertThat(report.status()).isEqualTo(StepReport.Status.FAILED);
        assertThat(report.error())
                .isEqualTo(
                        "jobs/j.yaml:4:5: step load needs 2 connections to target (1 partition × 1 + 1), and database "
                                + name
                                + " has 0 at most (connection limit 1 − 2 for the run's lease and job repository): ALTER"
                                + " DATABASE \"" + name + "\" CONNECTION LIMIT 4");
        assertThat(database.count("SELECT count(*) FROM nightload.checkpoint")).isZero();
    }

    @Test
    void aStepWithoutRoomBeginsWhenThereIsSome() throws Exception {
        String name = String.valueOf(database.queryOne("SELECT current_database()"));
        RetryOptions retry = new RetryOptions(3, Duration.ofMillis(10), Duration.ofMillis(10));
        StepRun run = new StepRun(database, 2, new StepOptions(2, null, null, PoolSizes.FITTED, null, retry, false));
        database.execute("ALTER DATABASE " + name + " CONNECTION LIMIT 4");
        List<Connection> crowd = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            crowd.add(database.dataSource().getConnection());
        }
        AtomicInteger asked = new AtomicInteger();
        DatabaseSource others = () -> {
            if (asked.incrementAndGet() == LOOKS_OF_AN_ATTEMPT + 1) {
                for (Connection each : crowd) {
                    each.close();
                }
            }
            return database.dataSource().getConnection();
        };

        StepReport report = run.connectedBy(others);

        assertThat(report.status()).isEqualTo(StepReport.Status.COMPLETED);
        assertThat(Objects.requireNonNull(report.retries()).count()).isEqualTo(1);
        assertThat(report.retries().lastReason()).contains("left (connection limit 4");
    }

    private StepRun chunksOfTwo(int rows) throws SQLException {
        return new StepRun(database, rows, StepRun.chunks(2));
    }

    private long loaded() {
        return database.count("SELECT count(*) FROM public.t");
    }
}
