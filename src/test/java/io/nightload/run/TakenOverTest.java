package io.nightload.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.checkpoint.InstanceKey;
import io.nightload.checkpoint.Instances;
import io.nightload.run.JobReport.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run finds, in the middle of it, that another process has begun its instance again. */
@ExtendWith(TestDatabaseExtension.class)
class TakenOverTest {

    private static final InstanceKey KEY = new InstanceKey("test", "job", "date=2026-11-20", 0);

    private TestDatabase database;
    private TestJob job;

    @BeforeEach
    void makeJob(TestDatabase given, @TempDir Path home) throws IOException {
        database = given;
        job = new TestJob(home, given);
        job.rows("1", "2", "3");
        job.load("chunk: 2");
    }

    private void takeOver() {
        new Instances(database.dataSource()).begin(KEY, UUID.randomUUID(), "on db1, process 7");
    }

    @Test
    void whatTheOtherHasCompletedIsNoFailure() throws Exception {
        job.onLoad(() -> {
            takeOver();
            new Instances(database.dataSource()).complete(KEY);
        });

        JobReport report = job.run("date=2026-11-20");

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED_BY_ANOTHER);
        assertThat(report.error()).isEqualTo("on db1, process 7");
        assertThat(job.loaded()).isEmpty();
    }

    @Test
    void whatTheOtherRunsStillIsLeftToIt() throws Exception {
        try (Connection rival = database.dataSource().getConnection()) {
            job.onLoad(() -> takeTheLease(rival));

            JobReport report = job.run("date=2026-11-20");

            assertThat(report.outcome()).isEqualTo(Outcome.RUN_BY_ANOTHER);
            assertThat(report.error()).startsWith("on db1, process ");
        }
    }

    private void takeTheLease(Connection rival) {
        database.execute("SELECT pg_terminate_backend(backend_pid, 10000) FROM nightload.lease");
        try (Statement statement = rival.createStatement()) {
            statement.execute("""
                    SELECT pg_advisory_lock(hashtextextended(concat_ws(E'\\n', 'nightload', 'test', 'job', 'date=2026-11-20'), 0));
                    UPDATE nightload.lease SET host = 'db1', backend_pid = pg_backend_pid(), heartbeat = clock_timestamp()""");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        takeOver();
    }

    @Test
    void whatTheOtherHasNotCompletedAndNobodyRunsIsToBeResumed() throws Exception {
        job.onLoad(this::takeOver);

        JobReport report = job.run("date=2026-11-20");

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.error()).contains("another run has taken over");
    }
}
