package io.nightload.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.connection.Connections;
import io.nightload.plan.LoadedJob;
import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A job in a folder of its own, run in this process. */
final class TestJob implements RunListener {

    private final Path home;
    private final TestDatabase database;
    private final List<String> notes = new ArrayList<>();
    private Runnable onLoad = () -> {};

    TestJob(Path home, TestDatabase database) throws IOException {
        this.home = home;
        this.database = database;
        Files.createDirectories(home.resolve("jobs"));
    }

    void write(String yaml) throws IOException {
        Files.writeString(home.resolve("jobs/job.yaml"), yaml);
    }

    /** One that makes {@code public.t} and loads the rows into it. */
    void load(String options) throws IOException {
        write("""
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

    /** What it loads, below the header {@code a}. */
    void rows(String... rows) throws IOException {
        Files.writeString(data(), "a\n" + String.join("\n", rows) + "\n");
    }

    void deleteRows() {
        assertThat(data().toFile().delete()).isTrue();
    }

    private Path data() {
        return home.resolve("data.csv");
    }

    /** Done when its loading begins. */
    void onLoad(Runnable what) {
        onLoad = what;
    }

    List<String> loaded() {
        return database.query("SELECT a::text FROM public.t ORDER BY a");
    }

    List<String> notes() {
        return notes;
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

    JobReport run(String... parameters) throws Exception {
        ConnectionSpec target = new ConnectionSpec(
                "target", database.url(), database.username(), database.password(), Map.of(), "the test");
        Settings settings = new Settings(home, "test", null, ZoneOffset.UTC, Map.of(), Map.of("target", target));
        LoadedJob job = LoadedJob.load(settings, "job", List.of(parameters), Instant.parse("2026-11-22T12:00:00Z"));
        try (Connections connections = new Connections(settings, this::note);
                RunContext context = RunContext.open(settings, connections)) {
            return context.runner().run(new RunRequest(job, RunRequest.Mode.RESUME, Duration.ZERO), this);
        }
    }
}
