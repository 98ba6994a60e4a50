package io.nightload.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Counts;
import io.nightload.run.JobReport.Outcome;
import io.nightload.spec.InvalidSpecException;
import io.nightload.step.StepReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabaseExtension.class)
class RunnerTest {

    private static final String SQL_JOB = """
            parameters:
              date: { type: date }
            steps:
              - name: make
                sql: CREATE TABLE public.days (day date)
              - name: fill
                sql: "INSERT INTO public.days VALUES (:date), ('2000-01-01'::date)"
            """;

    private TestDatabase database;
    private TestJob job;

    @BeforeEach
    void makeJob(TestDatabase given, @TempDir Path home) throws IOException {
        database = given;
        job = new TestJob(home, given);
    }

    @Test
    void sqlStepsRunOnceWithTheirParametersBound() throws Exception {
        job.write(SQL_JOB);

        JobReport first = job.run("date=2026-11-20");
        JobReport second = job.run("date=2026-11-20");

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
        job.write(SQL_JOB);
        database.execute("CREATE TABLE public.days (day text)");

        JobReport failed = job.run("date=2026-11-20");
        database.execute("DROP TABLE public.days");
        JobReport resumed = job.run("date=2026-11-20");

        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.error()).contains("already exists");
        assertThat(failed.steps()).extracting(StepReport::status).containsExactly(StepReport.Status.FAILED);
        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void allProblemsOfAJobAreToldBeforeAnythingRuns() throws Exception {
        job.write("""
                steps:
                  - name: make
                    sql: CREATE TABLE public.t (a int)
                  - name: fill
                    sql: INSERT INTO public.t VALUES (:dat)
                  - name: load
                    source: { cvs: x.csv }
                    target: { table: public.t }
                """);

        assertThatThrownBy(() -> job.run())
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("jobs/job.yaml:5:39: no parameter is called 'dat'")
                .hasMessageContaining("jobs/job.yaml:7:15: there is no source 'cvs': did you mean 'csv'?");
        assertThat(database.queryOne("SELECT to_regclass('public.t')::text")).isNull();
    }

    @Test
    void theChunkThatExceedsTheLimitCommitsItsRejectsAndAHigherLimitResumes() throws Exception {
        job.rows("1", "x", "3", "y", "5", "z", "7");
        job.load("rejects: 1\n    chunk: 2");

        JobReport exceeded = job.run("date=2026-11-20");
        JobReport stillExceeded = job.run("date=2026-11-20");
        job.load("rejects: 3\n    chunk: 2");
        JobReport resumed = job.run("date=2026-11-20");

        assertThat(exceeded.outcome()).isEqualTo(Outcome.TOO_MANY_REJECTS);
        assertThat(exceeded.error())
                .startsWith("2 of 4 rows were rejected (50.00%), the limit is 1:")
                .endsWith("(jobs/job.yaml:9:14)");
        assertThat(stillExceeded.outcome()).isEqualTo(Outcome.TOO_MANY_REJECTS);
        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(job.loaded()).containsExactly("1", "3", "5", "7");
        assertThat(database.query("SELECT line::text FROM nightload.reject ORDER BY line"))
                .containsExactly("3", "5", "7");
    }

    @Test
    void aPercentageIsJudgedAtTheEnd() throws Exception {
        job.rows("1", "x", "3", "4");
        job.load("rejects: 20%\n    chunk: 2");

        JobReport exceeded = job.run("date=2026-11-20");
        job.load("rejects: 25%\n    chunk: 2");
        JobReport enough = job.run("date=2026-11-20");

        assertThat(exceeded.outcome()).isEqualTo(Outcome.TOO_MANY_REJECTS);
        assertThat(exceeded.error()).contains("1 of 4 rows were rejected (25.00%), the limit is 20.0%");
        assertThat(enough.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(job.loaded()).containsExactly("1", "3", "4");
    }

    @Test
    void aStepResumesWithItsCountsAndWithoutReadingAgain() throws Exception {
        job.rows("1", "2", "x", "4", "5", "6", "7");
        job.load("chunk: 2");
        database.execute("CREATE TABLE public.t (a int PRIMARY KEY)");
        database.fillUp("public.t", "NEW.a = 6");

        JobReport failed = job.run("date=2026-11-20");
        database.makeRoom("public.t");
        JobReport resumed = job.run("date=2026-11-20");

        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.error()).contains("writing to public.t: no room in t");
        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
        StepReport load = resumed.steps().get(1);
        assertThat(load.counts())
                .isEqualTo(Map.of(Counts.Kind.READ, 7L, Counts.Kind.INSERTED, 6L, Counts.Kind.REJECTED, 1L));
        assertThat(load.executionCounts()).isEqualTo(Map.of(Counts.Kind.READ, 3L, Counts.Kind.INSERTED, 3L));
        assertThat(load.resumed()).isTrue();
        assertThat(job.loaded()).containsExactly("1", "2", "4", "5", "6", "7");
        assertThat(database.count("SELECT count(*) FROM nightload.reject")).isEqualTo(1);
    }

    @Test
    void theChunkThatFailedIsNotInTheReport() throws Exception {
        job.rows("1", "x", "3", "4", "y", "6");
        job.load("chunk: 2");
        database.execute("CREATE TABLE public.t (a int PRIMARY KEY)");
        database.fillUp("public.t", "NEW.a = 6");

        StepReport load = job.run("date=2026-11-20").steps().get(1);

        assertThat(load.status()).isEqualTo(StepReport.Status.FAILED);
        assertThat(load.chunks()).isEqualTo(2);
        assertThat(load.counts())
                .isEqualTo(Map.of(Counts.Kind.READ, 4L, Counts.Kind.INSERTED, 3L, Counts.Kind.REJECTED, 1L));
        assertThat(database.count("SELECT count(*) FROM nightload.reject")).isEqualTo(1);
    }

    @Test
    void aFileThatVanishesBeforeItIsReadFailsTheStepAndComesBack() throws Exception {
        job.rows("1");
        job.load("chunk: 2");
        job.onLoad(job::deleteRows);

        JobReport vanished = job.run("date=2026-11-20");
        job.onLoad(() -> {});
        job.rows("1");
        JobReport back = job.run("date=2026-11-20");

        assertThat(vanished.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(vanished.error()).isEqualTo("data.csv was there when the job was checked and is gone now");
        assertThat(back.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(job.loaded()).containsExactly("1");
    }
}
