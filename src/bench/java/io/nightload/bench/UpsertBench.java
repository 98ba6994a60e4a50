package io.nightload.bench;

import java.nio.file.Path;

/** A CSV file into a table that has every other of its rows already, with other prices and comments. */
final class UpsertBench {

    private static final String JOB = """
            steps:
              - name: lines
                source:
                  csv: { path: "%s" }
                target:
                  table: { name: upsert.lineitem, mode: upsert, key: [orderkey, linenumber] }
            """;

    private static final String PARTITIONS = JOB + "    partitions: 2\n";

    /** What a script does: one temporary table, one statement. */
    private static final String SCRIPT = """
            BEGIN;
            CREATE TEMPORARY TABLE stage (LIKE upsert.lineitem) ON COMMIT DROP;
            \\copy stage FROM '%s' (FORMAT csv, HEADER)
            INSERT INTO upsert.lineitem SELECT * FROM stage ON CONFLICT (orderkey, linenumber) DO UPDATE SET
              (partkey, suppkey, quantity, extendedprice, discount, tax, returnflag, linestatus, shipdate, commitdate,
               receiptdate, shipinstruct, shipmode, comment) =
              (excluded.partkey, excluded.suppkey, excluded.quantity, excluded.extendedprice, excluded.discount,
               excluded.tax, excluded.returnflag, excluded.linestatus, excluded.shipdate, excluded.commitdate,
               excluded.receiptdate, excluded.shipinstruct, excluded.shipmode, excluded.comment);
            COMMIT;
            """;

    private final BenchDatabase database;
    private final Bench.Settings settings;
    private final Costs costs;
    private final Path csv;

    private UpsertBench(BenchDatabase database, Bench.Settings settings) throws Exception {
        this.database = database;
        this.settings = settings;
        this.costs = new Costs(database);
        this.csv = Lines.csv(settings.folder(), settings.scale());
    }

    static void run(BenchDatabase database, Bench.Settings settings) throws Exception {
        new UpsertBench(database, settings).run();
    }

    private void run() throws Exception {
        database.execute("CREATE SCHEMA IF NOT EXISTS upsert");
        makeBase();
        compare("default", project("upsert", JOB));
        compare("partitions-2", project("upsert-partitions", PARTITIONS));
    }

    private Project project(String job, String yaml) throws Exception {
        return new Project(database, settings, job, yaml.formatted(csv), "").options("-Xmx256m");
    }

    private void compare(String name, Project project) throws Exception {
        if (!settings.isWanted(name)) {
            return;
        }
        Psql psql = new Psql(database, settings.folder().resolve("upsert-psql.log"));
        begin();
        project.run(); // builds what is missing
        Contents contents = new Contents(database);
        new Comparison("upsert/" + name + " vs script")
                .measure(
                        settings.pairs(),
                        () -> contents.ours(measured("nightload", project::run), "upsert.lineitem"),
                        () -> contents.theirs(
                                measured("script", () -> psql.script(SCRIPT.formatted(csv))), "upsert.lineitem"))
                .print();
        costs.print();
    }

    private double measured(String contender, Comparison.Contender run) throws Exception {
        begin();
        return costs.of(contender, run);
    }

    private void makeBase() throws Exception {
        Lines.createTable(database, "upsert.base");
        new Psql(database, settings.folder().resolve("upsert-psql.log"))
                .run("COPY upsert.base FROM STDIN (FORMAT csv, HEADER)", csv);
        database.execute("DELETE FROM upsert.base WHERE (orderkey + linenumber) % 2 = 0;"
                + " UPDATE upsert.base SET extendedprice = extendedprice + 1, comment = 'before'");
        database.execute("VACUUM FULL upsert.base");
    }

    private void begin() throws Exception {
        Lines.createTable(database, "upsert.lineitem");
        database.execute("INSERT INTO upsert.lineitem SELECT * FROM upsert.base");
        database.execute("VACUUM ANALYZE upsert.lineitem");
        database.execute("CHECKPOINT");
    }
}
