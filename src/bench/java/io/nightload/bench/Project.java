package io.nightload.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A project of one job, and Nightload running it as a whole process. */
final class Project {

    private final Bench.Settings settings;
    private final Path home;
    private final String job;
    private final Map<String, String> environment;

    /**
     * Writes its files anew.
     *
     * @param nightloadYaml beyond the project's name
     */
    Project(BenchDatabase database, Bench.Settings settings, String job, String yaml, String nightloadYaml)
            throws IOException {
        this.settings = settings;
        this.job = job;
        this.home = settings.folder().resolve(job);
        this.environment = new HashMap<>(database.environment());
        environment.put("NIGHTLOAD_DATA", settings.folder().toString());
        Files.createDirectories(home.resolve("jobs"));
        Files.writeString(home.resolve("jobs").resolve(job + ".yaml"), yaml);
        Files.writeString(home.resolve("nightload.yaml"), "project: bench\n" + nightloadYaml);
    }

    /** Options of the JVM, such as {@code -Xmx128m}. */
    Project options(String options) {
        environment.put("NIGHTLOAD_OPTS", options);
        return this;
    }

    Project variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Runs the job; returns its seconds. A job without parameters is a new instance each time. */
    double run(String... parameters) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(settings.project().resolve("nightload").toString(), "run", job));
        command.addAll(List.of(parameters));
        command.addAll(List.of("--home", home.toString()));
        return WholeProcess.run(command, environment, log());
    }

    Path log() {
        return settings.folder().resolve(job + "-nightload.log");
    }

    /** How many chunks the last run has committed, each with its checkpoint, in all steps and partitions. */
    static long checkpoints(BenchDatabase database, String job) throws Exception {
        return Long.parseLong(database.value("SELECT sum(chunks) FROM nightload.checkpoint WHERE job = '" + job
                + "' AND again = (SELECT max(again) FROM nightload.checkpoint WHERE job = '" + job + "')"));
    }
}
