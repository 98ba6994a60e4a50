package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Advice on a step that is set badly, given by the real program and followed. */
@ExtendWith(TestDatabaseExtension.class)
class AdviseTest {

    private static final String BADLY_SET = """
            steps:
              - name: order-facts
                source:
                  entity:
                    root: shop.orders
                    fetch: { customer: select-in, customer.country: select-in, order_lines.product: select-in }
                transform:
                  - select:
                      order_id: id
                      customer: customer.name
                      country: customer.country.name
                      products: string_agg(order_lines.product.name, '+')
                      revenue: sum(order_lines.quantity * order_lines.unit_price)
                target:
                  table: { name: mart.order_facts, mode: upsert, key: [order_id] }
                chunk: 10
            """;

    private final TestDatabase database;
    private final Project project;

    AdviseTest(TestDatabase database, @TempDir Path folder) {
        this.database = database;
        this.project = new Project(folder);
    }

    @BeforeAll
    static void aShop(TestDatabase database) {
        database.execute("""
                CREATE SCHEMA shop; CREATE SCHEMA mart;
                CREATE TABLE shop.countries (id int PRIMARY KEY, name text);
                CREATE TABLE shop.customers (id int PRIMARY KEY, name text, country_id int REFERENCES shop.countries);
                CREATE TABLE shop.products (id int PRIMARY KEY, name text);
                CREATE TABLE shop.orders (id int PRIMARY KEY, customer_id int REFERENCES shop.customers);
                CREATE TABLE shop.order_lines (id int PRIMARY KEY, order_id int REFERENCES shop.orders,
                  product_id int REFERENCES shop.products, quantity int, unit_price numeric(12,2));
                CREATE INDEX ON shop.order_lines (order_id);
                CREATE TABLE mart.order_facts (order_id int PRIMARY KEY, customer text, country text, products text,
                  revenue numeric);
                INSERT INTO shop.countries SELECT i, 'country ' || i FROM generate_series(1, 20) i;
                INSERT INTO shop.customers SELECT i, 'customer ' || i, 1 + i % 20 FROM generate_series(1, 2000) i;
                INSERT INTO shop.products SELECT i, 'product ' || i FROM generate_series(1, 500) i;
                INSERT INTO shop.orders SELECT i, 1 + i % 2000 FROM generate_series(1, 3000) i;
                INSERT INTO shop.order_lines SELECT i, 1 + i % 3000, 1 + i % 500, 1 + i % 5, 2.50
                  FROM generate_series(1, 9000) i;
                ANALYZE""");
    }

    @Test
    void whatItAdvisesMakesABadlySetStepSendFewerStatementsAndTakeLessTime() {
        project.job("bad", BADLY_SET);
        Program program = project.program(database);

        Program.Ended advice = program.run("advise", "bad", "--seconds", "40");

        assertThat(advice.exitCode()).as(advice.all()).isZero();
        assertThat(leftBehind()).containsOnly("0");
        project.job("advised", pasted(advice.out()));
        run(program, "advised"); // whatever a Java machine does once is done
        JsonNode before = run(program, "bad");
        JsonNode after = run(program, "advised");
        assertThat(after.path("chunkStatements").asLong() * 20)
                .as(advice.out())
                .isLessThan(before.path("chunkStatements").asLong());
        assertThat(seconds(after) * 2).as(advice.out()).isLessThan(seconds(before));
    }

    /** How many rows are in the tables that a run writes to, and how many staging tables there are. */
    private List<String> leftBehind() {
        return database.query("""
                SELECT count(*) FROM mart.order_facts UNION ALL SELECT count(*) FROM nightload.checkpoint
                UNION ALL SELECT count(*) FROM nightload.instance UNION ALL SELECT count(*) FROM nightload.reject
                UNION ALL SELECT count(*) FROM nightload.lease UNION ALL SELECT count(*) FROM nightload.batch_job_execution
                UNION ALL SELECT count(*) FROM pg_class WHERE relname LIKE 'stage\\_%'""");
    }

    private static double seconds(JsonNode step) {
        return step.path("seconds").asDouble();
    }

    private JsonNode run(Program program, String job) {
        database.execute("TRUNCATE mart.order_facts");
        Program.Ended ended = program.runHere("run", job, "--output", "json");
        assertThat(ended.exitCode()).as(ended.all()).isZero();
        return JsonMapper.shared().readTree(ended.out()).path("steps").get(0);
    }

    /** The job with the lines that stand behind "to be set in" in place of its own. */
    @SuppressWarnings("unchecked")
    private static String pasted(String advice) {
        Load load = new Load(LoadSettings.builder().build());
        Map<String, Object> job = (Map<String, Object>) load.loadFromString(BADLY_SET);
        Map<String, Object> lines = (Map<String, Object>)
                load.loadFromString(advice.substring(advice.indexOf('\n', advice.indexOf("to be set in"))));
        merge(((List<Map<String, Object>>) Objects.requireNonNull(job.get("steps"))).get(0), lines);
        return new Dump(DumpSettings.builder().build()).dumpToString(job);
    }

    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> into, Map<String, Object> from) {
        from.forEach((key, value) -> {
            if (value instanceof Map<?, ?> below && into.get(key) instanceof Map<?, ?> there && !key.equals("fetch")) {
                merge((Map<String, Object>) there, (Map<String, Object>) below);
            } else {
                into.put(key, value);
            }
        });
    }
}
