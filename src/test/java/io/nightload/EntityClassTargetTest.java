package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import example.shop.Billing;
import example.shop.Careless;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Objects of a user's annotated classes, written as units of work. */
@ExtendWith(TestDatabaseExtension.class)
class EntityClassTargetTest {

    private final TestDatabase database;
    private final Project project;

    EntityClassTargetTest(TestDatabase database, @TempDir Path folder) {
        this.database = database;
        this.project = new Project(folder);
    }

    @BeforeEach
    void aShop() {
        ShopTables.in(database);
        database.execute("""
                CREATE SEQUENCE shop.invoices_seq INCREMENT 1000;
                CREATE TABLE shop.invoices (id bigint PRIMARY KEY, order_id int NOT NULL REFERENCES shop.orders);
                CREATE TABLE shop.invoice_items (id int PRIMARY KEY, amount numeric NOT NULL,
                  invoice_id bigint NOT NULL REFERENCES shop.invoices);
                INSERT INTO shop.customers VALUES (1, 'Ada'), (2, 'Bo');
                INSERT INTO shop.orders VALUES (1, 1, '2026-11-20', 'PAID'), (2, 2, '2026-11-20', 'NEW'),
                  (3, NULL, '2026-11-20', 'NEW');
                INSERT INTO shop.order_lines VALUES (1, 1, NULL, 2, 1.50), (2, 1, NULL, 1, 7.25), (3, 3, NULL, 3, 7.00)""");
    }

    private static String job(String bean, String target, int chunk) {
        return """
                steps:
                  - name: bills
                    source:
                      entity: { class: example.shop.Order, fetch: { lines: select-in } }
                    transform:
                      - bean: %s
                    target:
                      entity: { class: %s }
                    chunk: %d
                """.formatted(bean, target, chunk);
    }

    private Program.Ended run(String job) {
        ShopLibrary.into(
                project.home(),
                Billing.Biller.class,
                Billing.Hoarder.class,
                Billing.Cashier.class,
                Careless.Keeper.class,
                Careless.Repeater.class);
        return project.job("bills", job).program(database).runHere("run", "bills", "--output", "json");
    }

    private static JsonNode step(Program.Ended ended) {
        assertThat(ended.exitCode()).as(ended.all()).isZero();
        return JsonMapper.shared().readTree(ended.out()).get("steps").get(0);
    }

    @Test
    void newObjectsAreInsertedWithWhatTheyCascadeTo() {
        JsonNode step = step(run(job("biller", "example.shop.Invoice", 2)));

        assertThat(database.query("SELECT order_id, count(m.id), sum(amount) FROM shop.invoices i"
                        + " LEFT JOIN shop.invoice_items m ON m.invoice_id = i.id GROUP BY order_id ORDER BY order_id"))
                .containsExactly("1|2|10.25", "2|0|", "3|1|21.00");
        assertThat(step.get("counts").toString()).isEqualTo("{\"READ\":3,\"INSERTED\":3}");
        assertThat(step.get("entities").toString())
                .isEqualTo("{\"made\":6,\"pending\":6,\"persistent\":6,\"detached\":6,\"peak\":4}");
        assertThat(step.get("flushes").asInt()).isEqualTo(2);
    }

    @Test
    void objectsThatWereReadAreUpdatedWhereABeanChangedThem() {
        JsonNode step = step(run(job("cashier", "example.shop.Order, mode: upsert", 10)));

        assertThat(database.query("SELECT id, customer_id, status FROM shop.orders ORDER BY id"))
                .containsExactly("1|1|PAID", "2|2|PAID", "3||PAID");
        assertThat(step.get("counts").toString()).isEqualTo("{\"READ\":3,\"UPDATED\":2,\"UNCHANGED\":1}");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1000})
    void aChunkCostsAsManyStatementsAsAnyOther(int chunk) {
        database.execute("INSERT INTO shop.orders SELECT i, 1, '2026-11-20', 'NEW' FROM generate_series(10, 3002) i");
        database.execute("INSERT INTO shop.order_lines SELECT i, i, NULL, 1, 2.00 FROM generate_series(10, 3002) i");

        JsonNode step = step(run(job("cashier", "example.shop.Order, mode: upsert", chunk)));

        assertThat(step.get("counts").get("READ").asInt()).isEqualTo(2996);
        // page, lines; what is there; one batch of updates; the checkpoint's own
        assertThat(step.get("mostStatementsInAChunk").asInt()).isLessThanOrEqualTo(8);
    }

    @Test
    void anObjectThatCascadesIsRefusedAsStaleToo() {
        Program.Ended ended = run(job("hoarder", "example.shop.Invoice", 1));

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(1);
        assertThat(ended.all())
                .contains(
                        "example.shop.InvoiceItem 7 is stale: it is an object of chunk 1, handed on again in chunk 3");
        assertThat(database.query("SELECT order_id FROM shop.invoices ORDER BY 1"))
                .containsExactly("1", "2");
    }

    @Test
    void anObjectThatComesTwiceInAChunkCountsOnce() {
        JsonNode step = step(run(job("keeper", "example.shop.Order, mode: upsert", 10)));

        assertThat(step.get("counts").toString()).isEqualTo("{\"READ\":3,\"UNCHANGED\":2,\"SUPERSEDED\":1}");
    }

    @Test
    void anObjectThatComesAgainBehindAnotherOfItsKeyIsInsertedOnce() {
        database.execute("ALTER TABLE shop.invoice_items ALTER invoice_id DROP NOT NULL");

        JsonNode step = step(run(job("repeater", "example.shop.InvoiceItem", 10) + "    rejects: 1\n"));

        assertThat(database.query("SELECT id, amount FROM shop.invoice_items")).containsExactly("7|1");
        assertThat(step.get("counts"))
                .isEqualTo(JsonMapper.shared().readTree("{\"READ\":3,\"INSERTED\":1,\"SUPERSEDED\":1,\"REJECTED\":1}"));
    }

    @Test
    void partitionsAreRefused() {
        ShopLibrary.into(project.home());
        Program.Ended ended = project.job("items", """
                steps:
                  - name: items
                    source: { table: shop.orders }
                    target: { entity: { class: example.shop.Order } }
                    partitions: 2
                """).program(database).runHere("check", "items");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains(
                        "jobs/items.yaml:5:17: partitions is 2, but its partitions may bring one new entity at the same"
                                + " time, and each would insert it: leave partitions out");
    }

    @Test
    void whatTheServerRefusesIsSaidInItsWords() {
        database.execute("INSERT INTO shop.invoices VALUES (1, 1)");
        Program.Ended ended = run(job("biller", "example.shop.Invoice", 10));

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(1);
        assertThat(ended.all())
                .contains("shop.invoices refused a row of the chunk: duplicate key value violates unique constraint");
    }

    @Test
    void rowsWithoutObjectsAreAProblemOfTheJob() {
        assertThat(problems("table: shop.orders", ""))
                .singleElement()
                .asString()
                .contains(
                        "the target takes objects of example.shop.Order, but the rows carry none: let a bean give them");
    }

    @Test
    void objectsOfAnotherClassAreAProblemOfTheJob() {
        assertThat(problems("entity: { class: example.shop.Customer }", ""))
                .singleElement()
                .asString()
                .contains("the target takes objects of example.shop.Order, but those that reach it are of"
                        + " example.shop.Customer");
    }

    @Test
    void aColumnThatATransformMadeIsAProblemOfTheJob() {
        assertThat(problems("entity: { class: example.shop.Order }", "transform: [set: { status: \"'PAID'\" }]"))
                .singleElement()
                .asString()
                .contains("a transform has changed their columns", "change the object in a bean");
    }

    private List<String> problems(String source, String transform) {
        ShopLibrary.into(project.home());
        Program.Ended ended = project.job("copy", """
                steps:
                  - name: copy
                    source: { %s }
                    %s
                    target: { entity: { class: example.shop.Order } }
                """.formatted(source, transform))
                .program(database)
                .runHere("check", "copy");
        assertThat(ended.exitCode()).isEqualTo(2);
        return ended.err().lines().filter(line -> line.startsWith("jobs/")).toList();
    }
}
