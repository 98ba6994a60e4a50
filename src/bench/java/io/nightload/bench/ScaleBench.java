package io.nightload.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load of three sizes in the smallest heap: rows a second behind the start-up, and the peak of the heap. */
final class ScaleBench {

    private static final List<Double> SCALES = List.of(0.1, 1.0, 3.0);
    private static final Pattern SECONDS = Pattern.compile("lines +load.* ([0-9,]+) +(?:[0-9.]+ min )?[0-9.]+ m?s");
    private static final Pattern HEAP = Pattern.compile("peak heap [0-9.]+ [KMG]iB");

    private ScaleBench() {}

    static void run(BenchDatabase database, Bench.Settings settings) throws Exception {
        database.execute("CREATE SCHEMA IF NOT EXISTS load");
        Lines.createTable(database, "load.lineitem");
        for (double scale : SCALES) {
            run(database, settings, scale * settings.scale());
        }
    }

    private static void run(BenchDatabase database, Bench.Settings settings, double scale) throws Exception {
        Path csv = Lines.csv(settings.folder(), scale);
        Project project = new Project(
                        database,
                        settings,
                        "scale",
                        "steps:\n  - name: lines\n    source: { csv: \"" + csv + "\" }\n    target: { table: load.lineitem }\n",
                        "")
                .options("-Xmx128m");
        for (int i = 0; i < settings.pairs(); i++) {
            database.execute("TRUNCATE load.lineitem; CHECKPOINT");
            double seconds = project.run();
            String report = Files.readString(project.log());
            System.out.printf(
                    Locale.ROOT,
                    "scale/%s: %.2f s, %s rows/s in the step, %s%n",
                    scale,
                    seconds,
                    found(SECONDS, report, 1),
                    found(HEAP, report, 0));
        }
    }

    private static String found(Pattern pattern, String report, int group) {
        Matcher found = pattern.matcher(report);
        return found.find() ? found.group(group) : "unknown";
    }
}
