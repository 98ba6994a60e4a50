package io.nightload.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.connection.Connections;
import io.nightload.plan.LoadedJob;
import io.nightload.run.JobReport.Outcome;
import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.Settings;
import io.nightload.step.StepReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

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

    @BeforeEach
    void makeHome(TestDatabase given) throws IOException {
        database = given;
        Files.createDirectories(home.resolve("jobs"));
    }

    @Override
    public void note(String message) {
        notes.add(message);
    }

    @Test
    void sqlStepsRunOnceWithTheirParametersBound() throws Exception {
        job(SQL_JOB);

        JobReport first = run(false, "date=2026-11-20");
        JobReport second = run(false, "date=2026-11-20");

        assertThat(first.error()).isNull();
        assertThat(first.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(first.steps()).extracting(StepReport::step).containsExactly("make", "fill");
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
            return context.runner().run(new RunRequest(job, again), this);
        }
    }
}
