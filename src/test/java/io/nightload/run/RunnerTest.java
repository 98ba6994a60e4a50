package io.nightload.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.connection.Connections;
import io.nightload.part.Counts;
import io.nightload.plan.LoadedJob;
import io.nightload.run.JobReport.Outcome;
import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.Settings;
import io.nightload.step.StepReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabaseExtension.class)
class RunnerTest implements RunListener {

    private static final String SQL_JOB = """
            parameters:
              date: { type: date }
            steps:
              - name: make
                sql: CREATE TABLE public.days (day date)
              - name: fill
                sql: "INSERT INTO public.days VALUES (:date), ('2000-01-01'::date)"
            """;

    private final List<String> notes = new ArrayList<>();

    @TempDir
    private Path home;

    private TestDatabase database;
    private Runnable onLoad = () -> {};

    @BeforeEach
    void makeHome(TestDatabase given) throws IOException {
        database = given;
        Files.createDirectories(home.resolve("jobs"));
    }

    @Override
    public void note(String message) {
        notes.add(message);
    }

    @Override
    public void stepStarted(String step, String target) {
        if (step.equals("load")) {
            onLoad.run();
        }
    }

    @Test
    void sqlStepsRunOnceWithTheirParametersBound() throws Exception {
        job(SQL_JOB);

        JobReport first = run(false, "date=2026-11-20");
        JobReport second = run(false, "date=2026-11-20");

        assertThat(first.error()).isNull();
        assertThat(first.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(first.steps()).extracting(StepReport::step).containsExactly("make", "fill");
        assertThat(first.steps()).extracting(StepReport::commits).containsExactly(1L, 1L);
        assertThat(first.steps())
                .as("each with the one that writes its mark")
                .extracting(StepReport::statements)
                .containsExactly(2L, 2L);
        assertThat(second.outcome()).isEqualTo(Outcome.ALREADY_COMPLETE);
        assertThat(database.query("SELECT to_char(day, 'YYYY-MM-DD') FROM public.days ORDER BY day"))
                .containsExactly("2000-01-01", "2026-11-20");
    }

    @Test
    void aFailedJobResumesAtTheStepThatFailed() throws Exception {
        job(SQL_JOB);
        database.execute("CREATE TABLE public.days (day text)");

        JobReport failed = run(false, "date=2026-11-20");
        database.execute("DROP TABLE public.days");
        JobReport resumed = run(false, "date=2026-11-20");

        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.error()).contains("already exists");
        assertThat(failed.steps()).extracting(StepReport::status).containsExactly(StepReport.Status.FAILED);
        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void allProblemsOfAJobAreToldBeforeAnythingRuns() throws Exception {
        job("""
                steps:
                  - name: make
                    sql: CREATE TABLE public.t (a int)
                  - name: fill
                    sql: INSERT INTO public.t VALUES (:dat)
                  - name: load
                    source: { cvs: x.csv }
                    target: { table: public.t }
                """);

        assertThatThrownBy(() -> run(false))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("jobs/job.yaml:5:39: no parameter is called 'dat'")
                .hasMessageContaining("jobs/job.yaml:7:15: there is no source 'cvs': did you mean 'csv'?");
        assertThat(database.queryOne("SELECT to_regclass('public.t')::text")).isNull();
    }

    @Test
    void theChunkThatExceedsTheLimitCommitsItsRejectsAndAHigherLimitResumes() throws Exception {
        rows("1", "x", "3", "y", "5", "z", "7");
        loadJob("rejects: 1\n    chunk: 2");

        JobReport exceeded = run(false, "date=2026-11-20");
        JobReport stillExceeded = run(false, "date=2026-11-20");
        loadJob("rejects: 3\n    chunk: 2");
        JobReport resumed = run(false, "date=2026-11-20");

        assertThat(exceeded.outcome()).isEqualTo(Outcome.TOO_MANY_REJECTS);
        assertThat(exceeded.error())
                .startsWith("2 of 4 rows were rejected (50.00%), the limit is 1:")
                .endsWith("(jobs/job.yaml:9:14)");
        assertThat(stillExceeded.outcome()).isEqualTo(Outcome.TOO_MANY_REJECTS);
        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(loaded()).containsExactly("1", "3", "5", "7");
        assertThat(database.query("SELECT line::text FROM nightload.reject ORDER BY line"))
                .containsExactly("3", "5", "7");
    }

    @Test
    void aPercentageIsJudgedAtTheEnd() throws Exception {
        rows("1", "x", "3", "4");
        loadJob("rejects: 20%\n    chunk: 2");

        JobReport exceeded = run(false, "date=2026-11-20");
        loadJob("rejects: 25%\n    chunk: 2");
        JobReport enough = run(false, "date=2026-11-20");

        assertThat(exceeded.outcome()).isEqualTo(Outcome.TOO_MANY_REJECTS);
        assertThat(exceeded.error()).contains("1 of 4 rows were rejected (25.00%), the limit is 20.0%");
        assertThat(enough.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(loaded()).containsExactly("1", "3", "4");
    }

    @Test
    void aStepResumesWithItsCountsAndWithoutReadingAgain() throws Exception {
        rows("1", "2", "x", "4", "5", "6", "7");
        loadJob("chunk: 2");
        database.execute("CREATE TABLE public.t (a int PRIMARY KEY)");
        database.fillUp("public.t", "NEW.a = 6");

        JobReport failed = run(false, "date=2026-11-20");
        database.makeRoom("public.t");
        JobReport resumed = run(false, "date=2026-11-20");

        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.error()).contains("writing to public.t: no room in t");
        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
        StepReport load = resumed.steps().get(1);
        assertThat(load.counts())
                .isEqualTo(Map.of(Counts.Kind.READ, 7L, Counts.Kind.INSERTED, 6L, Counts.Kind.REJECTED, 1L));
        assertThat(load.executionCounts()).isEqualTo(Map.of(Counts.Kind.READ, 3L, Counts.Kind.INSERTED, 3L));
        assertThat(load.resumed()).isTrue();
        assertThat(loaded()).containsExactly("1", "2", "4", "5", "6", "7");
        assertThat(database.count("SELECT count(*) FROM nightload.reject")).isEqualTo(1);
    }

    @Test
    void theChunkThatFailedIsNotInTheReport() throws Exception {
        rows("1", "x", "3", "4", "y", "6");
        loadJob("chunk: 2");
        database.execute("CREATE TABLE public.t (a int PRIMARY KEY)");
        database.fillUp("public.t", "NEW.a = 6");

        StepReport load = run(false, "date=2026-11-20").steps().get(1);

        assertThat(load.status()).isEqualTo(StepReport.Status.FAILED);
        assertThat(load.chunks()).isEqualTo(2);
        assertThat(load.counts())
                .isEqualTo(Map.of(Counts.Kind.READ, 4L, Counts.Kind.INSERTED, 3L, Counts.Kind.REJECTED, 1L));
        assertThat(database.count("SELECT count(*) FROM nightload.reject")).isEqualTo(1);
    }

    @Test
    void aFileThatVanishesBeforeItIsReadFailsTheStepAndComesBack() throws Exception {
        rows("1");
        loadJob("chunk: 2");
        onLoad = () -> assertThat(home.resolve("data.csv").toFile().delete()).isTrue();

        JobReport vanished = run(false, "date=2026-11-20");
        onLoad = () -> {};
        rows("1");
        JobReport back = run(false, "date=2026-11-20");

        assertThat(vanished.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(vanished.error()).isEqualTo("data.csv was there when the job was checked and is gone now");
        assertThat(back.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(loaded()).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTED", "UNKNOWN"})
    void aStepWhoseEndWasNeverWrittenHoldsUpNoOtherRun(String status) throws Exception {
        rows("1", "2");
        loadJob("chunk: 2");
        run(false, "date=2026-11-20");
        database.execute("UPDATE nightload.batch_job_execution SET status = 'FAILED', exit_code = 'FAILED';"
                + " UPDATE nightload.batch_step_execution SET status = '" + status + "', end_time = NULL;"
                + " UPDATE nightload.checkpoint SET complete = false; UPDATE nightload.instance SET completed = NULL");

        assertThat(run(false, "date=2026-11-20").outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(loaded()).containsExactly("1", "2");
    }

    @Test
    void aRunWhoseProcessDiedIsSettledAndResumed() throws Exception {
        rows("1", "2", "3");
        loadJob("chunk: 2");
        run(false, "date=2026-11-20");
        database.execute("""
                UPDATE nightload.batch_job_execution SET status = 'STARTED', exit_code = 'UNKNOWN', end_time = NULL;
                UPDATE nightload.batch_step_execution SET status = 'UNKNOWN', end_time = NULL WHERE step_name = 'load';
                UPDATE nightload.checkpoint SET complete = false, chunks = 1, counts = '{"READ": 2, "INSERTED": 2}',
                  position = '{"source.file": 0, "source.offset": 6, "source.line": 4}' WHERE step = 'load';
                UPDATE nightload.instance SET completed = NULL;
                DELETE FROM public.t WHERE a = 3""");

        JobReport resumed = run(false, "date=2026-11-20");

        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(notes).contains("the last run died; this one takes over where its last commit left off");
        assertThat(loaded()).containsExactly("1", "2", "3");
        assertThat(database.query("SELECT status FROM nightload.batch_job_execution ORDER BY job_execution_id"))
                .containsExactly("FAILED", "COMPLETED");
        assertThat(
                        database.query(
                                "SELECT status FROM nightload.batch_step_execution WHERE step_name = 'load' ORDER BY step_execution_id"))
                .containsExactly("FAILED", "COMPLETED");
    }

    @Test
    void anInstanceThatNeverGotAnExecutionDoesNotBlockTheJob() throws Exception {
        rows("1");
        loadJob("chunk: 2");
        run(false, "date=2026-11-20");
        database.execute("""
                DELETE FROM nightload.batch_step_execution_context;
                DELETE FROM nightload.batch_step_execution;
                DELETE FROM nightload.batch_job_execution_context;
                DELETE FROM nightload.batch_job_execution_params;
                DELETE FROM nightload.batch_job_execution;
                DELETE FROM nightload.instance""");

        assertThat(run(false, "date=2026-11-20").outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aRebuiltJobRepositoryLoadsNothingTwice() throws Exception {
        rows("1", "2");
        loadJob("chunk: 2");
        run(false, "date=2026-11-20");
        database.execute("TRUNCATE nightload.batch_job_instance CASCADE");
        database.execute("UPDATE nightload.instance SET completed = NULL");

        JobReport again = run(false, "date=2026-11-20");

        assertThat(again.steps()).extracting(StepReport::status).containsOnly(StepReport.Status.ALREADY_COMPLETE);
        assertThat(loaded()).containsExactly("1", "2");
    }

    private void rows(String... rows) throws IOException {
        Files.writeString(home.resolve("data.csv"), "a\n" + String.join("\n", rows) + "\n");
    }

    private void loadJob(String options) throws IOException {
        job("""
                parameters:
                  date: { type: date }
                steps:
                  - name: make
                    sql: CREATE TABLE IF NOT EXISTS public.t (a int)
                  - name: load
                    source: { csv: data.csv }
                    target: { table: public.t }
                    %s
                """.formatted(options));
    }

    private List<String> loaded() {
        return database.query("SELECT a::text FROM public.t ORDER BY a");
    }

    private void job(String yaml) throws IOException {
        Files.writeString(home.resolve("jobs/job.yaml"), yaml);
    }

    private JobReport run(boolean again, String... arguments) throws Exception {
        Settings settings = new Settings(
                home,
                "test",
                null,
                ZoneOffset.UTC,
                Map.of(),
                Map.of(
                        "target",
                        new ConnectionSpec(
                                "target",
                                database.url(),
                                database.username(),
                                database.password(),
                                Map.of(),
                                "the test")));
        LoadedJob job = LoadedJob.load(settings, "job", List.of(arguments), Instant.parse("2026-11-22T12:00:00Z"));
        try (Connections connections = new Connections(settings, this::note);
                RunContext context = RunContext.open(settings, connections)) {
            return context.runner()
                    .run(
                            new RunRequest(job, again ? RunRequest.Mode.AGAIN : RunRequest.Mode.RESUME, Duration.ZERO),
                            this);
        }
    }
}
