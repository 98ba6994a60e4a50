package io.nightload.bench;

import java.nio.file.Path;

/** A CSV file of {@code lineitem} into a table with its primary key. */
final class LoadBench {

    private static final int MOST_PAIRS_OF_SPRING_BATCH = 3;
    private static final int LEAST_CHECKPOINTS = 50;
    private static final String HEAP = "256m";

    private static final String DEFAULT = """
            steps:
              - name: lines
                source:
                  csv: { path: "%s" }
                target:
                  table: load.lineitem
            """;

    private static final String PARTITIONS = DEFAULT + "    partitions: 2\n";

    private static final String TRANSFORMS = """
            steps:
              - name: lines
                source:
                  csv:
                    path: "%s"
                    columns: { extendedprice: "numeric(15,2)", discount: "numeric(15,2)", tax: "numeric(15,2)",
                               linenumber: int, shipdate: date }
                transform:
                  - set:
                      extendedprice: extendedprice * (1 - discount)
                      shipmode: lower(shipmode)
                      comment: upper(comment)
                  - keep: "shipdate >= date '1992-03-01'"
                  - reject: { when: "tax = 0.08 and linenumber = 7", reason: tax of a seventh line }
                target:
                  table: load.lineitem
            """;

    /** What {@link #TRANSFORMS} makes of the file, by PostgreSQL's own means. */
    private static final String TRANSFORMED = """
            (SELECT orderkey, partkey, suppkey, linenumber, quantity,
                    (extendedprice * (1 - discount))::numeric(15,2) AS extendedprice, discount, tax, returnflag, linestatus,
                    shipdate, commitdate, receiptdate, shipinstruct, lower(shipmode)::char(10) AS shipmode,
                    upper(comment)::varchar(44) AS comment
             FROM load.lineitem
             WHERE shipdate >= date '1992-03-01' AND NOT (tax = 0.08 AND linenumber = 7))""";

    private final BenchDatabase database;
    private final Bench.Settings settings;
    private final Costs costs;
    private final Path csv;
    private final Psql psql;

    private LoadBench(BenchDatabase database, Bench.Settings settings) throws Exception {
        this.database = database;
        this.settings = settings;
        this.costs = new Costs(database);
        this.csv = Lines.csv(settings.folder(), settings.scale());
        this.psql = new Psql(database, settings.folder().resolve("load-psql.log"));
    }

    static void run(BenchDatabase database, Bench.Settings settings) throws Exception {
        new LoadBench(database, settings).run();
    }

    private void run() throws Exception {
        database.execute("CREATE SCHEMA IF NOT EXISTS load");
        Lines.createTable(database, "load.lineitem");
        Comparison.Contender raw = fasterCopy();
        Project plain = project("load", DEFAULT);
        nightload(plain, "load"); // builds what is missing
        compare("default", "raw-copy", settings.pairs(), () -> nightload(plain, "load"), raw, "load.lineitem");
        Project partitions = project("load-partitions", PARTITIONS);
        compare("partitions-2", "raw-copy", settings.pairs(), () -> nightload(partitions, "load-partitions"), raw, "load.lineitem");
        Project transforms = project("load-transforms", TRANSFORMS);
        compare("transforms", "raw-copy", settings.pairs(), () -> nightload(transforms, "load-transforms"), raw, TRANSFORMED);
        springBatch("spring-batch", false, true, plain);
        springBatch("spring-batch-texts", false, false, plain);
        springBatch("spring-batch-rewritten", true, false, plain);
    }

    private void springBatch(String name, boolean rewritten, boolean typed, Project plain) throws Exception {
        int few = Math.min(settings.pairs(), MOST_PAIRS_OF_SPRING_BATCH);
        Comparison.Contender theirs = () -> {
            empty();
            return WholeProcess.java(
                    LoadSpringBatch.class,
                    HEAP,
                    settings.folder().resolve("load-spring-batch.log"),
                    database.url(),
                    database.username(),
                    database.password(),
                    csv.toString(),
                    Boolean.toString(rewritten),
                    Boolean.toString(typed));
        };
        compare("default", name, few, () -> nightload(plain, "load"), theirs, "load.lineitem");
    }

    private Project project(String job, String yaml) throws Exception {
        return new Project(database, settings, job, yaml.formatted(csv), "").options("-Xmx" + HEAP);
    }

    /** @param expected of the rival's rows what Nightload's must be */
    private void compare(
            String name, String rival, int pairs, Comparison.Contender nightload, Comparison.Contender theirs, String expected)
            throws Exception {
        if (!settings.isWanted(name) && !settings.isWanted(rival)) {
            return;
        }
        Contents contents = new Contents(database);
        new Comparison("load/" + name + " vs " + rival)
                .measure(
                        pairs,
                        () -> contents.ours(costs.of("nightload", nightload), "load.lineitem"),
                        () -> contents.theirs(costs.of(rival, theirs), expected))
                .print();
        costs.print();
    }

    private double nightload(Project project, String job) throws Exception {
        empty();
        double seconds = project.run();
        long checkpoints = Project.checkpoints(database, job);
        if (checkpoints < LEAST_CHECKPOINTS && settings.scale() >= 1) {
            throw new IllegalStateException("only " + checkpoints + " checkpoints were written");
        }
        return seconds;
    }

    /** Of CSV and text. */
    private Comparison.Contender fasterCopy() throws Exception {
        Path text = Lines.text(settings.folder(), settings.scale());
        Comparison.Contender asCsv = () -> copy("COPY load.lineitem FROM STDIN (FORMAT csv, HEADER)", csv);
        Comparison.Contender asText = () -> copy("COPY load.lineitem FROM STDIN", text);
        asCsv.run();
        double csvSeconds = asCsv.run();
        double textSeconds = asText.run();
        System.out.printf("raw-copy: csv %.2f s, text %.2f s%n", csvSeconds, textSeconds);
        return csvSeconds < textSeconds ? asCsv : asText;
    }

    private double copy(String sql, Path file) throws Exception {
        empty();
        return psql.run(sql, file);
    }

    private void empty() throws Exception {
        database.execute("TRUNCATE load.lineitem; CHECKPOINT");
    }
}
