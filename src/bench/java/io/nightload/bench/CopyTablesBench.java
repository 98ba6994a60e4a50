package io.nightload.bench;

import io.nightload.connection.embedded.EmbeddedPostgres;
import io.trino.tpch.TpchTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All eight tables of TPC-H from one server to another. */
final class CopyTablesBench {

    private static final Map<TpchTable<?>, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put(TpchTable.REGION, "id bigint PRIMARY KEY, name char(25), comment varchar(152)");
        COLUMNS.put(TpchTable.NATION, "id bigint PRIMARY KEY, name char(25), region bigint, comment varchar(152)");
        COLUMNS.put(
                TpchTable.SUPPLIER,
                "id bigint PRIMARY KEY, name char(25), address varchar(40), nation bigint, phone char(15),"
                        + " balance numeric(15,2), comment varchar(101)");
        COLUMNS.put(
                TpchTable.PART,
                "id bigint PRIMARY KEY, name varchar(55), maker char(25), brand char(10), type varchar(25), size int,"
                        + " container char(10), price numeric(15,2), comment varchar(23)");
        COLUMNS.put(
                TpchTable.PART_SUPPLIER,
                "part bigint, supplier bigint, available int, cost numeric(15,2), comment varchar(199),"
                        + " PRIMARY KEY (part, supplier)");
        COLUMNS.put(
                TpchTable.CUSTOMER,
                "id bigint PRIMARY KEY, name varchar(25), address varchar(40), nation bigint, phone char(15),"
                        + " balance numeric(15,2), segment char(10), comment varchar(117)");
        COLUMNS.put(
                TpchTable.ORDERS,
                "id bigint PRIMARY KEY, customer bigint, status char(1), total numeric(15,2), ordered date,"
                        + " priority char(15), clerk char(15), ship int, comment varchar(79)");
        COLUMNS.put(TpchTable.LINE_ITEM, Lines.COLUMNS);
    }

    private final BenchDatabase source;
    private final BenchDatabase target;
    private final Bench.Settings settings;
    private final Path log;

    private CopyTablesBench(BenchDatabase source, BenchDatabase target, Bench.Settings settings) {
        this.source = source;
        this.target = target;
        this.settings = settings;
        this.log = settings.folder().resolve("copy-tables-psql.log");
    }

    static void run(BenchDatabase target, Bench.Settings settings) throws Exception {
        Path folder = Files.createDirectories(settings.folder().resolve("second"));
        try (EmbeddedPostgres server = EmbeddedPostgres.join(folder, Bench::say)) {
            BenchDatabase source = new BenchDatabase(server.url(), server.username(), server.password());
            new CopyTablesBench(source, target, settings).run();
        }
    }

    private void run() throws Exception {
        createTables(target);
        createTables(source);
        for (TpchTable<?> table : COLUMNS.keySet()) {
            Tpch.load(source, table, settings.scale(), name(table));
            source.execute("VACUUM ANALYZE " + name(table));
        }
        Project project = new Project(target, settings, "copy-tables", yaml(), "connections: { source: { url: \"" + source.url()
                        + "\" } }\n")
                .variable("NIGHTLOAD_CONNECTIONS_SOURCE_USERNAME", source.username())
                .variable("NIGHTLOAD_CONNECTIONS_SOURCE_PASSWORD", source.password());
        empty();
        project.run(); // builds what is missing
        String faster = script("binary") < script("text") ? "binary" : "text";
        System.out.println("copy-pipe: " + faster);
        Costs costs = new Costs(target);
        new Comparison("copy-tables/default vs copy-pipe")
                .measure(
                        settings.pairs(),
                        () -> {
                            empty();
                            double seconds = costs.of("nightload", project::run);
                            requireEqual();
                            return seconds;
                        },
                        () -> {
                            double seconds = costs.of("copy-pipe", () -> script(faster));
                            requireEqual();
                            return seconds;
                        })
                .print();
        costs.print();
    }

    private double script(String format) throws Exception {
        empty();
        Psql from = new Psql(source, log);
        Psql to = new Psql(target, log);
        String lines = COLUMNS.keySet().stream()
                .map(CopyTablesBench::name)
                .map(table -> "PGPASSWORD=\"$FROM\" " + from.shell("COPY " + table + " TO STDOUT (FORMAT " + format + ")")
                        + " | PGPASSWORD=\"$TO\" " + to.shell("COPY " + table + " FROM STDIN (FORMAT " + format + ")"))
                .collect(Collectors.joining(" && "));
        return WholeProcess.run(
                List.of("sh", "-c", lines), Map.of("FROM", source.password(), "TO", target.password()), log);
    }

    private static String yaml() {
        return COLUMNS.keySet().stream()
                .map(CopyTablesBench::name)
                .map(table -> "  - name: " + table.substring(table.indexOf('.') + 1)
                        + "\n    source: { table: { name: " + table + ", connection: source } }\n    target: { table: "
                        + table + " }\n")
                .collect(Collectors.joining("", "steps:\n", ""));
    }

    private static void createTables(BenchDatabase database) throws Exception {
        database.execute("DROP SCHEMA IF EXISTS copied CASCADE; CREATE SCHEMA copied");
        for (Map.Entry<TpchTable<?>, String> table : COLUMNS.entrySet()) {
            database.execute("CREATE TABLE " + name(table.getKey()) + " (" + table.getValue() + ")" + Lines.ALONE);
        }
    }

    private static String name(TpchTable<?> table) {
        return "copied." + table.getTableName();
    }

    private void empty() throws Exception {
        target.execute("TRUNCATE "
                + COLUMNS.keySet().stream().map(CopyTablesBench::name).collect(Collectors.joining(", ")));
        target.execute("CHECKPOINT");
    }

    private void requireEqual() throws Exception {
        for (TpchTable<?> table : COLUMNS.keySet()) {
            String there = source.hash(name(table));
            String here = target.hash(name(table));
            if (!there.equals(here)) {
                throw new IllegalStateException(name(table) + " differs: " + there + " became " + here);
            }
        }
    }
}
