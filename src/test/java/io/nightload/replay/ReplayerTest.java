package io.nightload.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.checkpoint.InstanceKey;
import io.nightload.connection.Connections;
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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabaseExtension.class)
class ReplayerTest {

    private static final String STEP =
            "  - { name: %s, source: { csv: data.csv }, target: { table: { name: public.t, mode: append } } }\n";

    @TempDir
    private Path home;

    @Test
    void oneThatIsStoppedWhenAllIsDoneIsComplete(TestDatabase database) throws Exception {
        Files.createDirectories(home.resolve("jobs"));
        Files.writeString(home.resolve("jobs/job.yaml"), "steps:\n" + STEP.formatted("a") + STEP.formatted("b"));
        Files.writeString(home.resolve("data.csv"), "a\nx\n");
        database.execute("CREATE TABLE public.t (a int)");
        Settings settings = settings(database);
        LoadedJob job = LoadedJob.load(settings, "job", List.of(), Instant.parse("2026-11-22T12:00:00Z"));
        try (Connections connections = new Connections(settings, note -> {});
                RunContext context = RunContext.open(settings, connections)) {
            RunRequest run = new RunRequest(job, RunRequest.Mode.RESUME, Duration.ZERO);
            assertThat(context.runner().run(run, new RunListener() {}).rejectedBy())
                    .containsExactly(1L);
            database.execute("ALTER TABLE public.t ALTER a TYPE text");

            ReplayReport between = replayStoppedAfter("a", job, connections, context);
            ReplayReport behind = replayStoppedAfter("b", job, connections, context);

            assertThat(between.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(between.stillRejected()).isEqualTo(1);
            assertThat(behind.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(database.query("SELECT a FROM public.t")).containsExactly("x", "x");
        }
    }

    private static ReplayReport replayStoppedAfter(
            String step, LoadedJob job, Connections connections, RunContext context) throws Exception {
        Replayer[] replayer = new Replayer[1];
        replayer[0] = new Replayer(connections, context.planner(), context.guard(), new RunListener() {
            @Override
            public void stepEnded(StepReport report) {
                if (report.step().equals(step)) {
                    replayer[0].stop();
                }
            }
        });
        InstanceKey instance = new InstanceKey("test", "job", "", 0);
        return replayer[0].replay(
                new ReplayRequest(job, instance, 1, null, null, false, Duration.ZERO, "somebody@here"));
    }

    private Settings settings(TestDatabase database) {
        ConnectionSpec target = new ConnectionSpec(
                "target", database.url(), database.username(), database.password(), Map.of(), "the test");
        return new Settings(home, "test", null, ZoneOffset.UTC, Map.of(), Map.of("target", target));
    }
}
