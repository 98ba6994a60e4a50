package io.nightload.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.checkpoint.InstanceKey;
import io.nightload.checkpoint.reject.RejectRange;
import io.nightload.connection.Connections;
import io.nightload.connection.DatabaseSource;
import io.nightload.part.Counts;
import io.nightload.plan.LoadedJob;
import io.nightload.plan.StepPlan;
import io.nightload.replay.ReplayReport.Outcome;
import io.nightload.run.RunContext;
import io.nightload.run.RunListener;
import io.nightload.run.RunRequest;
import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.Retry;
import io.nightload.spec.Settings;
import io.nightload.step.StepEnvironment;
import io.nightload.step.StepListener;
import io.nightload.step.StepReport;
import io.nightload.step.StepsOfRejects;
import java.lang.reflect.Proxy;
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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;

@ExtendWith(TestDatabaseExtension.class)
class ReplayerTest {

    private static final String STEP =
            "  - { name: %s, source: { csv: data.csv }, target: { table: { name: public.t, mode: append } } }\n";

    private static final InstanceKey INSTANCE = new InstanceKey("test", "job", "", 0);

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

        assertThat(database.queryOne("SELECT process FROM nightload.instance")).matches("on .+, process \\d+");
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
            assertThat(report.stillRejected()).isNull();
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

    @Test
    void aStepOfADryRunWhoseConnectionIsLostAtItsRollbackIsToldOnce() throws Exception {
        database.execute("ALTER TABLE public.t ALTER a TYPE int USING a::int");
        ReplayRun run = new ReplayRun(new RunListener() {});
        try (Connections connections = new Connections(settings, note -> {});
                RunContext context = RunContext.open(settings, connections)) {
            StepPlan.Rows plan = (StepPlan.Rows) context.planner()
                    .plan(job, name -> Optional.of(connections.dataSource(name)))
                    .steps()
                    .get(0);
            run.run(List.of(plan), steps(losingTheFirstRollback()), true);
        }

        assertThat(run.outcome()).isEqualTo(Outcome.REFUSED_AGAIN);
        assertThat(run.report(request(true), 0L, 0).steps())
                .singleElement()
                .satisfies(step -> assertThat(step.counts()).containsOnlyKeys(Counts.Kind.READ, Counts.Kind.REJECTED));
    }

    private StepsOfRejects steps(DatabaseSource target) {
        StepEnvironment environment = new StepEnvironment(
                INSTANCE.withAgain(-1),
                null,
                "",
                name -> target,
                ZoneOffset.UTC,
                Retry.DEFAULT,
                new ResourcelessJobRepository(),
                new StepListener() {});
        return new StepsOfRejects(environment, new RejectRange(INSTANCE, 1, null), "somebody@here");
    }

    private DatabaseSource losingTheFirstRollback() {
        AtomicBoolean lost = new AtomicBoolean();
        return () -> {
            Connection connection = database.dataSource().getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("rollback") && lost.compareAndSet(false, true)) {
                            connection.close();
                            throw new SQLException("the server is gone", "08006");
                        }
                        return method.invoke(connection, arguments);
                    });
        };
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
            return replayer.replay(request(dry));
        }
    }

    private ReplayRequest request(boolean dry) {
        return new ReplayRequest(job, INSTANCE, 1, null, null, dry, Duration.ZERO, "somebody@here");
    }

    private Settings settings() {
        ConnectionSpec target = new ConnectionSpec(
                "target", database.url(), database.username(), database.password(), Map.of(), "the test");
        return new Settings(home, "test", null, ZoneOffset.UTC, Map.of(), Map.of("target", target));
    }
}
