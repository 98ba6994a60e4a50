package io.nightload.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.run.JobReport.Outcome;
import io.nightload.step.StepReport;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabaseExtension.class)
class DeadRunTest {

    private TestDatabase database;
    private TestJob job;

    @BeforeEach
    void makeJob(TestDatabase given, @TempDir Path home) throws IOException {
        database = given;
        job = new TestJob(home, given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTED", "UNKNOWN"})
    void aStepWhoseEndWasNeverWrittenHoldsUpNoOtherRun(String status) throws Exception {
        job.rows("1", "2");
        job.load("chunk: 2");
        job.run("date=2026-11-20");
        database.execute("UPDATE nightload.batch_job_execution SET status = 'FAILED', exit_code = 'FAILED';"
                + " UPDATE nightload.batch_step_execution SET status = '" + status + "', end_time = NULL;"
                + " UPDATE nightload.checkpoint SET complete = false; UPDATE nightload.instance SET completed = NULL");

        assertThat(job.run("date=2026-11-20").outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(job.loaded()).containsExactly("1", "2");
    }

    @Test
    void aStepWhoseEndWasNeverWrittenIsCompleteWhereItsExecutionAndTheTargetAre() throws Exception {
        job.rows("1");
        job.load("chunk: 2");
        job.run("date=2026-11-20");
        database.execute("UPDATE nightload.batch_step_execution SET status = 'STARTED', end_time = NULL");

        assertThat(job.run("date=2026-11-20").outcome()).isEqualTo(Outcome.ALREADY_COMPLETE);
        assertThat(database.query("SELECT DISTINCT status, exit_code FROM nightload.batch_step_execution"))
                .containsExactly("COMPLETED|COMPLETED");
    }

    @Test
    void aRunWhoseProcessDiedIsSettledAndResumed() throws Exception {
        job.rows("1", "2", "3");
        job.load("chunk: 2");
        job.run("date=2026-11-20");
        database.execute("""
                UPDATE nightload.batch_job_execution SET status = 'STARTED', exit_code = 'UNKNOWN', end_time = NULL;
                UPDATE nightload.batch_step_execution SET status = 'UNKNOWN', end_time = NULL WHERE step_name = 'load';
                UPDATE nightload.checkpoint SET complete = false, chunks = 1, counts = '{"READ": 2, "INSERTED": 2}',
                  position = '{"source.file": 0, "source.offset": 6, "source.line": 4}' WHERE step = 'load';
                UPDATE nightload.instance SET completed = NULL;
                DELETE FROM public.t WHERE a = 3""");

        JobReport resumed = job.run("date=2026-11-20");

        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(job.notes()).contains("the last run died; this one takes over where its last commit left off");
        assertThat(job.loaded()).containsExactly("1", "2", "3");
        assertThat(database.query("SELECT status FROM nightload.batch_job_execution ORDER BY job_execution_id"))
                .containsExactly("FAILED", "COMPLETED");
        assertThat(
                        database.query(
                                "SELECT status FROM nightload.batch_step_execution WHERE step_name = 'load' ORDER BY step_execution_id"))
                .containsExactly("FAILED", "COMPLETED");
    }

    @Test
    void anInstanceThatNeverGotAnExecutionDoesNotBlockTheJob() throws Exception {
        job.rows("1");
        job.load("chunk: 2");
        job.run("date=2026-11-20");
        database.execute("""
                DELETE FROM nightload.batch_step_execution_context;
                DELETE FROM nightload.batch_step_execution;
                DELETE FROM nightload.batch_job_execution_context;
                DELETE FROM nightload.batch_job_execution_params;
                DELETE FROM nightload.batch_job_execution;
                DELETE FROM nightload.instance""");

        assertThat(job.run("date=2026-11-20").outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aRebuiltJobRepositoryLoadsNothingTwice() throws Exception {
        job.rows("1", "2");
        job.load("chunk: 2");
        job.run("date=2026-11-20");
        database.execute("TRUNCATE nightload.batch_job_instance CASCADE");
        database.execute("UPDATE nightload.instance SET completed = NULL");

        JobReport again = job.run("date=2026-11-20");

        assertThat(again.steps()).extracting(StepReport::status).containsOnly(StepReport.Status.ALREADY_COMPLETE);
        assertThat(job.loaded()).containsExactly("1", "2");
    }
}
