package io.nightload.source.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.row.Row;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** What the reader prepares on its connection, which is all that it sends for rows. */
@ExtendWith(TestDatabaseExtension.class)
class StatementCountTest {

    private static final int ORDERS = 2000;

    private final TestDatabase database;
    private final List<String> prepared = new ArrayList<>();

    StatementCountTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeAll
    static void aShop(TestDatabase database) {
        database.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.customers (id int PRIMARY KEY, name text);
                CREATE TABLE shop.orders (id int PRIMARY KEY, customer_id int REFERENCES shop.customers);
                CREATE TABLE shop.lines (id int PRIMARY KEY, order_id int REFERENCES shop.orders);
                CREATE TABLE shop.events (id int PRIMARY KEY, order_id int REFERENCES shop.orders);
                INSERT INTO shop.customers SELECT i, 'c' || i FROM generate_series(1, 50) i;
                INSERT INTO shop.orders SELECT i, 1 + i %% 50 FROM generate_series(1, %1$d) i;
                INSERT INTO shop.lines SELECT i, 1 + i %% %1$d FROM generate_series(1, 3 * %1$d) i;
                INSERT INTO shop.events SELECT i, 1 + i %% %1$d FROM generate_series(1, %1$d) i;
                CREATE INDEX ON shop.lines (order_id); CREATE INDEX ON shop.events (order_id)""".formatted(ORDERS));
    }

    @ParameterizedTest
    @CsvSource({
        "id, 1",
        "id customer.name, 1",
        "id customer.name lines.id, 2",
        "id customer.name lines.id events.id, 3",
        "id lines.id lines.order.events.id, 3"
    })
    void aChunkOfTenCostsAsManyStatementsAsOneOfAThousand(String paths, int statements) throws Exception {
        for (int chunk : new int[] {10, 1000}) {
            List<Integer> counts = perChunk(paths.split(" "), chunk);

            assertThat(counts.get(0)).isEqualTo(statements);
            assertThat(counts.subList(1, counts.size())).containsOnly(statements - 1); // the root's cursor is open
        }
    }

    @Test
    void lazilyEachDifferentHolderCostsAStatement() throws Exception {
        GraphRead lazy = GraphRead.of(database, "{ root: shop.orders, fetch: { customer: select-in } }")
                .paths("customer.name", "lines.id")
                .lazily();

        assertThat(perChunk(lazy, 10)).startsWith(1 + 10 + 10).endsWith(10 + 10).hasSize(200);
        assertThat(perChunk(lazy, 100))
                .startsWith(1 + 50 + 100)
                .endsWith(50 + 100)
                .hasSize(20); // of 50 customers
    }

    @Test
    void lazilyTheRowsAreTheSame() throws Exception {
        String[] paths = {"id", "customer.name", "lines.id"};
        String yaml = "{ root: shop.orders, where: \"id < 40\", fetch: { customer: select-in } }";

        assertThat(GraphRead.of(database, yaml).paths(paths).lazily().rows())
                .isEqualTo(GraphRead.of(database, yaml).paths(paths).rows());
    }

    /** The statements of each chunk. */
    private List<Integer> perChunk(String[] paths, int rows) throws Exception {
        return perChunk(GraphRead.of(database, "shop.orders").paths(paths), rows);
    }

    private List<Integer> perChunk(GraphRead graph, int rows) throws Exception {
        GraphRead read = graph.chunk(rows);
        ItemStreamReader<Row> reader = read.plan().reader(read.runtime(watched()));
        try {
            reader.open(new ExecutionContext());
            List<Integer> counts = new ArrayList<>();
            for (int chunk = 0; chunk < ORDERS / rows; chunk++) {
                prepared.clear();
                for (int i = 0; i < rows; i++) {
                    assertThat(reader.read()).isNotNull();
                }
                reader.update(new ExecutionContext());
                counts.add(prepared.size());
            }
            return counts;
        } finally {
            reader.close();
        }
    }

    private DataSource watched() {
        DataSource real = database.dataSource();
        return (DataSource) proxy(
                DataSource.class, real, (name, result) -> name.equals("getConnection") ? watched(result) : result);
    }

    private Connection watched(Object connection) {
        return (Connection) proxy(Connection.class, connection, (name, result) -> {
            if (name.startsWith("prepare")) {
                prepared.add(name);
            }
            return result;
        });
    }

    private interface Seen {
        Object by(String method, Object result);
    }

    private static Object proxy(Class<?> type, Object real, Seen seen) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            try {
                return seen.by(method.getName(), method.invoke(real, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }
}
