package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that read object graphs, through the whole program. */
@ExtendWith(TestDatabaseExtension.class)
class EntityJobTest {

    private static final String FACTS = """
            parameters:
              date: { type: date, default: 2026-11-20 }
            steps:
              - name: order-facts
                source:
                  entity: { root: shop.orders, where: "ordered_on = :date" }
                transform:
                  - keep: "status <> 'CANCELLED'"
                  - select:
                      order_id: id
                      customer: customer.name
                      items: sum(order_lines.quantity)
                      revenue: sum(order_lines.quantity * order_lines.unit_price)
                      products: string_agg(order_lines.product.name, '+')
                target:
                  table: { name: mart.order_facts, mode: upsert, key: [order_id] }
                chunk: 2
            """;

    private final TestDatabase database;
    private final Project project;

    EntityJobTest(TestDatabase database, @TempDir Path folder) {
        this.database = database;
        this.project = new Project(folder);
    }

    @BeforeEach
    void aShop() {
        ShopTables.in(database);
        database.execute(ShopTables.FIVE_ORDERS
                + "CREATE TABLE mart.order_facts (order_id int PRIMARY KEY, customer text, items bigint, revenue numeric,"
                + " products text)");
    }

    @Test
    void factsAreMadeOfAnOrderItsCustomerItsLinesAndTheirProducts() {
        project.job("facts", FACTS);

        Program.Ended ended = project.program(database).runHere("run", "facts");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(database.query("SELECT * FROM mart.order_facts ORDER BY order_id"))
                .containsExactly("1|Ada|3|10.25|pen+ink", "3|Bo|3|21.00|ink", "4||||");
    }
}
