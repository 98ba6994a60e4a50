package io.nightload.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.checkpoint.InstanceKey;
import io.nightload.connection.Connections;
import io.nightload.part.Counts;
import io.nightload.plan.LoadedJob;
import io.nightload.replay.ReplayReport.Outcome;
import io.nightload.run.RunContext;
import io.nightload.run.RunListener;
import io.nightload.run.RunRequest;
import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.Settings;
import io.nightload.step.StepReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabaseExtension.class)
class ReplayerTest {

    private static final String STEP =
            "  - { name: %s, source: { csv: data.csv }, target: { table: { name: public.t, mode: append } } }\n";

    @TempDir
    private Path home;

    private final List<String> notes = new ArrayList<>();
    private TestDatabase database;
    private Settings settings;
    private LoadedJob job;

    @BeforeEach
    void runAJobWhoseRowsAreRejected(TestDatabase given) throws Exception {
        database = given;
        Files.createDirectories(home.resolve("jobs"));
        Files.writeString(home.resolve("jobs/job.yaml"), "steps:\n" + STEP.formatted("a") + STEP.formatted("b"));
        Files.writeString(home.resolve("data.csv"), "a\nx\n");
        database.execute("CREATE TABLE public.t (a int)");
        settings = settings();
        job = LoadedJob.load(settings, "job", List.of(), Instant.parse("2026-11-22T12:00:00Z"));
        try (Connections connections = new Connections(settings, note -> {});
                RunContext context = RunContext.open(settings, connections)) {
            RunRequest run = new RunRequest(job, RunRequest.Mode.RESUME, Duration.ZERO);
            assertThat(context.runner().run(run, new RunListener() {}).rejectedBy())
                    .containsExactly(1L);
        }
        database.execute("ALTER TABLE public.t ALTER a TYPE text");
    }

    @Test
    void oneThatIsStoppedWhenAllIsDoneIsComplete() throws Exception {
        ReplayReport between = replay(false, "a", () -> {});
        ReplayReport behind = replay(false, "b", () -> {});

        assertThat(between.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(between.stillRejected()).isEqualTo(1);
        assertThat(behind.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(database.query("SELECT a FROM public.t")).containsExactly("x", "x");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aStopEndsTheCountingOfWhatIsLeftToo() throws Exception {
        try (Connection other = database.dataSource().getConnection();
                Statement locking = other.createStatement()) {
            other.setAutoCommit(false);
            ReplayReport report = replay(false, "b", () -> lockRejects(locking));

            assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(report.stillRejected()).isEqualTo(ReplayReport.NOT_COUNTED);
        }
        assertThat(notes)
                .containsExactly(
                        "the rejects that still wait were not counted: canceling statement due to user request");
    }

    @Test
    void aDryRunWhoseConnectionIsLostNamesItAndBeginsAnew() throws Exception {
        database.execute("""
                CREATE SEQUENCE public.tries;
                CREATE FUNCTION public.cut() RETURNS trigger LANGUAGE plpgsql AS $$
                  BEGIN
                    IF pg_catalog.nextval('public.tries') = 1 THEN
                      PERFORM pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid());
                    END IF;
                    RETURN NEW;
                  END $$;
                CREATE TRIGGER cut BEFORE INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.cut()""");

        ReplayReport report = replay(true, "none", () -> {});

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.count(Counts.Kind.INSERTED)).isEqualTo(2);
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("step a: connection target is lost: ")
                .contains("; it begins anew in ");
        assertThat(database.query("SELECT a FROM public.t")).isEmpty();
    }

    private static void lockRejects(Statement locking) {
        try {
            locking.execute("LOCK TABLE nightload.reject");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param atStop done when the step that it is stopped behind has ended */
    private ReplayReport replay(boolean dry, String stoppedBehind, Runnable atStop) throws Exception {
        List<Runnable> stopping = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void note(String message) {
                notes.add(message);
            }

            @Override
            public void stepEnded(StepReport report) {
                if (report.step().equals(stoppedBehind)) {
                    atStop.run();
                    stopping.forEach(Runnable::run);
                }
            }
        };
        try (Connections connections = new Connections(settings, note -> {});
                RunContext context = RunContext.open(settings, connections)) {
            Replayer replayer = new Replayer(connections, context.planner(), context.guard(), listener);
            stopping.add(replayer::stop);
            InstanceKey instance = new InstanceKey("test", "job", "", 0);
            return replayer.replay(
                    new ReplayRequest(job, instance, 1, null, null, dry, Duration.ZERO, "somebody@here"));
        }
    }

    private Settings settings() {
        ConnectionSpec target = new ConnectionSpec(
                "target", database.url(), database.username(), database.password(), Map.of(), "the test");
        return new Settings(home, "test", null, ZoneOffset.UTC, Map.of(), Map.of("target", target));
    }
}
