package io.nightload.bench;

import io.trino.tpch.TpchTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One row for each order with its customer's name and the sums of its lines, read as an object graph; every contender
 * writes what it read into a table.
 */
final class GraphBench {

    static final int CHUNK = 2000;

    private static final String HEAP = "256m";

    /** Spring Batch's cursor over joins clears no session: it holds every order until the end. */
    private static final String HEAP_OF_JOIN = "6g";

    private static final String JOB = """
            parameters:
              max: { type: int }
              run: { type: int }
            steps:
              - name: order-facts
                source:
                  entity: { root: graph.orders, where: "id <= :max" }
                transform:
                  - select:
                      order_id: id
                      customer: customer.name
                      items: sum(line.quantity)
                      revenue: sum(line.quantity * line.price)
                target:
                  table: graph.order_facts
                chunk: %d
            """.formatted(CHUNK);

    private static final String SCHEMA = """
            DROP SCHEMA IF EXISTS graph CASCADE;
            CREATE SCHEMA graph;
            CREATE TABLE graph.customer (id bigint PRIMARY KEY, name text NOT NULL, segment text);
            CREATE TABLE graph.orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES graph.customer,
              status text NOT NULL, ordered_on date NOT NULL);
            CREATE TABLE graph.line (order_id bigint REFERENCES graph.orders, number int, quantity numeric(12,2) NOT NULL,
              price numeric(12,2) NOT NULL, status text, PRIMARY KEY (order_id, number));
            CREATE TABLE graph.order_facts (order_id bigint PRIMARY KEY, customer text, items numeric, revenue numeric);
            """;

    private final BenchDatabase database;
    private final Bench.Settings settings;
    private final Path log;
    private int runs;

    private GraphBench(BenchDatabase database, Bench.Settings settings) {
        this.database = database;
        this.settings = settings;
        this.log = settings.folder().resolve("graph.log");
    }

    static void run(BenchDatabase database, Bench.Settings settings) throws Exception {
        new GraphBench(database, settings).run();
    }

    private void run() throws Exception {
        load();
        long all = Long.parseLong(database.value("SELECT max(id) FROM graph.orders"));
        long tenth = all / 10;
        nightload(tenth); // builds what is missing
        compare("jdbc", settings.pairs(), all, GraphJdbc.class, HEAP);
        compare("jpa-lazy", settings.pairs(), tenth, GraphJpaLazy.class, HEAP);
        compare("jpa-join", settings.pairs(), all, GraphJpaJoin.class, HEAP_OF_JOIN);
    }

    private void load() throws Exception {
        database.execute("DROP SCHEMA IF EXISTS nightload CASCADE; " + SCHEMA);
        double scale = settings.scale();
        database.execute("CREATE TABLE graph.raw_customer (id bigint, name text, address text, nation int, phone text,"
                + " balance numeric, segment text, comment text); CREATE TABLE graph.raw_orders (id bigint, customer_id"
                + " bigint, status text, total numeric, ordered_on date, priority text, clerk text, ship int, comment"
                + " text); CREATE TABLE graph.raw_line (order_id bigint, part bigint, supplier bigint, number int,"
                + " quantity numeric, price numeric, discount numeric, tax numeric, returned text, status text, shipped"
                + " date, committed date, received date, instructions text, mode text, comment text)");
        Tpch.load(database, TpchTable.CUSTOMER, scale, "graph.raw_customer");
        Tpch.load(database, TpchTable.ORDERS, scale, "graph.raw_orders");
        Tpch.load(database, TpchTable.LINE_ITEM, scale, "graph.raw_line");
        database.execute("INSERT INTO graph.customer SELECT id, name, segment FROM graph.raw_customer;"
                + "INSERT INTO graph.orders SELECT id, customer_id, status, ordered_on FROM graph.raw_orders;"
                + "INSERT INTO graph.line SELECT order_id, number, quantity, price, status FROM graph.raw_line;"
                + "DROP TABLE graph.raw_customer, graph.raw_orders, graph.raw_line; CREATE INDEX ON graph.orders (customer_id)");
        for (String table : List.of("customer", "orders", "line")) {
            database.execute("VACUUM ANALYZE graph." + table);
        }
    }

    private void compare(String rival, int pairs, long max, Class<?> main, String heap) throws Exception {
        if (!settings.isWanted(rival)) {
            return;
        }
        String[] content = new String[1];
        new Comparison("graph/default vs " + rival)
                .measure(
                        pairs,
                        () -> {
                            double seconds = nightload(max);
                            content[0] = database.hash("graph.order_facts");
                            return seconds;
                        },
                        () -> rival(main, max, heap))
                .print();
        String theirs = database.hash("graph.order_facts");
        if (!theirs.equals(content[0])) {
            throw new IllegalStateException("contents differ: Nightload " + content[0] + ", " + rival + " " + theirs);
        }
        System.out.println("  " + rival + ": " + statements());
    }

    private double rival(Class<?> main, long max, String heap) throws Exception {
        database.execute("TRUNCATE graph.order_facts; CHECKPOINT");
        return WholeProcess.java(
                main,
                heap,
                log,
                database.url(),
                database.username(),
                database.password(),
                String.valueOf(max),
                String.valueOf(CHUNK));
    }

    private double nightload(long max) throws Exception {
        database.execute("TRUNCATE graph.order_facts; CHECKPOINT");
        Path project = Files.createDirectories(settings.folder().resolve("graph"));
        Files.createDirectories(project.resolve("jobs"));
        Files.writeString(project.resolve("jobs/graph.yaml"), JOB);
        Files.writeString(project.resolve("nightload.yaml"), "project: bench\n");
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("NIGHTLOAD_OPTS", "-Xmx" + HEAP);
        Path program = settings.project().resolve("nightload");
        Path ours = settings.folder().resolve("graph-nightload.log");
        return WholeProcess.run(
                List.of(program.toString(), "run", "graph", "max=" + max, "run=" + ++runs, "--home", project.toString()),
                environment,
                ours);
    }

    private String statements() throws Exception {
        return Files.readString(log).lines().filter(line -> line.startsWith("statements")).findFirst().orElse("");
    }
}
