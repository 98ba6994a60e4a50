package io.nightload.bench;

import io.nightload.connection.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Runs one benchmark by its name. */
public final class Bench {

    /** One of them. */
    @FunctionalInterface
    interface Case {
        void run(BenchDatabase database, Settings settings) throws Exception;
    }

    /**
     * How a benchmark is run.
     *
     * @param project Nightload's own folder
     * @param folder for its files, kept from one run to the next
     * @param scale of TPC-H; at 1 there are 1.5 million orders and 6 million lines
     * @param pairs how often each comparison is measured
     * @param only the one case, or the one rival, that is run, or empty for all
     */
    record Settings(Path project, Path folder, double scale, int pairs, String only) {

        boolean isWanted(String name) {
            return only.isEmpty() || only.equals(name);
        }
    }

    private static final Map<String, Case> CASES =
            new TreeMap<>(Map.of(
            "chunks", ChunksBench::run,
            "copy-tables", CopyTablesBench::run,
            "graph", GraphBench::run,
            "load", LoadBench::run,
            "scale", ScaleBench::run,
            "upsert", UpsertBench::run));

    private Bench() {}

    static void say(String note) {
        System.out.println(note);
    }

    /**
     * Runs it.
     *
     * @param arguments the benchmark's name, the project's folder, the scale, the number of pairs, and maybe one case
     */
    public static void main(String[] arguments) throws Exception {
        Case bench = CASES.get(arguments[0]);
        if (bench == null) {
            System.err.println("there is no benchmark " + arguments[0] + ", only " + CASES.keySet());
            System.exit(2);
            return;
        }
        Path folder = Files.createDirectories(Path.of(arguments[1], "target", "bench"));
        Settings settings = new Settings(
                Path.of(arguments[1]),
                folder,
                Double.parseDouble(arguments[2]),
                Integer.parseInt(arguments[3]),
                arguments.length > 4 ? arguments[4] : "");
        try (EmbeddedPostgres server = EmbeddedPostgres.join(folder, Bench::say)) {
            BenchDatabase database = new BenchDatabase(server.url(), server.username(), server.password());
            database.execute("DROP SCHEMA IF EXISTS nightload CASCADE"); // of a benchmark that was cut off
            bench.run(database, settings);
        }
    }
}
