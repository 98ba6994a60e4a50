package io.nightload.source.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.row.Column;
import io.nightload.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Collections of more than may be held at once: 16 MB, and here each row beneath takes a kilobyte. */
@ExtendWith(TestDatabaseExtension.class)
class HugeCollectionTest {

    private static final int MANY = 40_000;

    private final TestDatabase database;

    HugeCollectionTest(TestDatabase database) {
        this.database = database;
    }

    /** Customer 1 has them all, customers 11 to 50 share as many. */
    @BeforeAll
    static void customersWithManyOrders(TestDatabase database) {
        database.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.customers (id int PRIMARY KEY);
                CREATE TABLE shop.orders (id int PRIMARY KEY, customer_id int REFERENCES shop.customers, note text);
                CREATE TABLE shop.lines (id int PRIMARY KEY, order_id int REFERENCES shop.orders);
                INSERT INTO shop.customers SELECT generate_series(1, 60);
                INSERT INTO shop.orders SELECT i, 1, repeat('x', 1000) FROM generate_series(1, %1$d) i;
                INSERT INTO shop.orders SELECT i, 11 + i %% 40, repeat('y', 1000) FROM generate_series(%1$d + 1, 2 * %1$d) i;
                INSERT INTO shop.lines SELECT i, i FROM generate_series(1, %1$d, 10) i;
                CREATE INDEX ON shop.orders (customer_id); CREATE INDEX ON shop.lines (order_id)""".formatted(MANY));
    }

    @Test
    void theRowsOfOneAreReadWhileTheyAreWalkedAndThoseOfManyInParts() throws Exception {
        GraphRead read = GraphRead.of(database, "shop.customers");
        Column orders = read.column("orders");
        Column note =
                Objects.requireNonNull(orders.type().structure()).column("note").orElseThrow();
        read.plan().reading(Set.of(0, orders.slot()));
        ItemStreamReader<Row> reader = read.plan().reader(read.runtime());
        reader.open(new ExecutionContext());
        List<Integer> counts = new ArrayList<>();
        for (Row row = reader.read(); row != null; row = reader.read()) {
            counts.add(length(row, orders, note));
            if (counts.size() == 1) {
                assertThat(length(row, orders, note)).as("walked again").isEqualTo(MANY);
            }
        }
        reader.close();
        assertThat(counts).hasSize(60).startsWith(MANY, 0, 0).endsWith(1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2 * MANY);
    }

    @Test
    void whatStandsBehindTheRowsOfOneComesWithThem() throws Exception {
        GraphRead read = GraphRead.of(database, "{ root: shop.customers, where: 'id = 1' }");
        Column orders = read.column("orders");
        var structure = Objects.requireNonNull(orders.type().structure());
        assertThat(structure.column("note")).isPresent();
        Column lines = structure.column("lines").orElseThrow();
        assertThat(Objects.requireNonNull(lines.type().structure()).column("id"))
                .isPresent();
        read.plan().reading(Set.of(0, orders.slot()));
        ItemStreamReader<Row> reader = read.plan().reader(read.runtime());
        reader.open(new ExecutionContext());
        Row customer = Objects.requireNonNull(reader.read());
        int found = 0;
        for (Row order : customer.rows(orders)) {
            for (Row line : order.rows(lines)) {
                found += line.isNull(0) ? 0 : 1;
            }
        }
        reader.close();
        assertThat(found).isEqualTo(MANY / 10);
    }

    @Test
    void aRowWeighsWhatItHolds() throws Exception {
        GraphRead read = GraphRead.of(database, "{ root: shop.customers, where: 'id = 11 or id = 2' }");
        Column orders = read.column("orders");
        assertThat(Objects.requireNonNull(orders.type().structure()).column("note"))
                .isPresent();
        read.plan().reading(Set.of(0, orders.slot()));
        ItemStreamReader<Row> reader = read.plan().reader(read.runtime());
        reader.open(new ExecutionContext());
        assertThat(Objects.requireNonNull(reader.read()).size()).isLessThan(100);
        assertThat(Objects.requireNonNull(reader.read()).size()).isBetween(1_000_000, 1_100_000);
        reader.close();
    }

    private static int length(Row customer, Column orders, Column note) {
        int count = 0;
        for (Row order : customer.rows(orders)) {
            count += ((String) Objects.requireNonNull(order.value(note))).length() / 1000;
        }
        return count;
    }
}
