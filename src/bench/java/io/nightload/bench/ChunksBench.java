package io.nightload.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What each commit costs: one file in chunks of several sizes. */
final class ChunksBench {

    private static final List<String> SIZES = List.of("1000", "10000", "100000", "auto");

    private ChunksBench() {}

    static void run(BenchDatabase database, Bench.Settings settings) throws Exception {
        Path csv = Lines.csv(settings.folder(), settings.scale());
        database.execute("CREATE SCHEMA IF NOT EXISTS load");
        Lines.createTable(database, "load.lineitem");
        run(database, settings, csv, "auto"); // builds what is missing
        for (int pair = 0; pair < settings.pairs(); pair++) {
            for (String size : SIZES) {
                run(database, settings, csv, size);
            }
        }
    }

    private static void run(BenchDatabase database, Bench.Settings settings, Path csv, String size) throws Exception {
        String job = "chunks-" + size;
        String yaml = "steps:\n  - name: lines\n    source: { csv: \"" + csv
                + "\" }\n    target: { table: load.lineitem }\n" + (size.equals("auto") ? "" : "    chunk: " + size + "\n");
        database.execute("TRUNCATE load.lineitem; CHECKPOINT");
        double seconds = new Project(database, settings, job, yaml, "").run();
        long chunks = Project.checkpoints(database, job);
        System.out.printf(Locale.ROOT, "chunks/%s: %.2f s, %d commits%n", size, seconds, chunks);
    }
}
