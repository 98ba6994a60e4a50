package io.nightload.cli;

import io.nightload.TestDatabase;
import io.nightload.cli.text.Output;
import io.nightload.cli.text.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The program in this process, on a project with a job, and what its last command said. */
final class TestCli {

    static final String JOB = """
            parameters:
              date: { type: date, default: yesterday }
            steps:
              - name: schema
                sql: CREATE TABLE IF NOT EXISTS shop_facts.item (id int PRIMARY KEY, name varchar(5))
              - name: items
                source:
                  csv: data/${date}.csv
                target:
                  table: { name: shop_facts.item, mode: append }
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final TestDatabase database;
    private final Path home;

    TestCli(TestDatabase database, Path home) throws IOException {
        this.database = database;
        this.home = home;
        database.execute("DROP SCHEMA IF EXISTS shop_facts CASCADE; CREATE SCHEMA shop_facts");
        database.execute("""
                DO $$ BEGIN
                  IF to_regclass('nightload.instance') IS NOT NULL THEN
                    TRUNCATE nightload.batch_job_instance, nightload.instance, nightload.checkpoint, nightload.report,
                      nightload.reject CASCADE;
                    ALTER SEQUENCE nightload.batch_job_execution_seq RESTART;
                  END IF;
                END $$""");
        Files.createDirectories(home.resolve("jobs"));
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("nightload.yaml"), "project: test\n");
        job(JOB);
        Files.writeString(home.resolve("data/2026-11-20.csv"), "id,name\n1,one\n2,much too long\n3,three\n");
    }

    void job(String yaml) throws IOException {
        Files.writeString(home.resolve("jobs/items.yaml"), yaml);
    }

    int run(String... arguments) {
        Map<String, String> environment = Map.of(
                "NIGHTLOAD_CONNECTIONS_TARGET_URL", database.url(),
                "NIGHTLOAD_CONNECTIONS_TARGET_USERNAME", database.username(),
                "NIGHTLOAD_CONNECTIONS_TARGET_PASSWORD", database.password());
        return run(environment, arguments);
    }

    int run(Map<String, String> environment, String... arguments) {
        out.reset();
        err.reset();
        Output output = new Output(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                Terminal.PIPE,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.PIPE);
        Clock clock = Clock.fixed(Instant.parse("2026-11-21T03:10:00Z"), ZoneId.of("Europe/Berlin"));
        return new Cli(output, environment, home, clock).execute(arguments);
    }

    List<String> out() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    List<String> err() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
