package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's annotated class against the tables that it names. */
@ExtendWith(TestDatabaseExtension.class)
class EntityClassSourceTest {

    private static final String JOB = """
            steps:
              - name: facts
                source:
                  entity: { class: example.shop.Order, fetch: { lines: select-in } }
                transform:
                  - select: { order_id: id, items: count(lines) }
                target:
                  table: { name: mart.facts, mode: append }
            """;

    private final TestDatabase database;
    private final Project project;

    EntityClassSourceTest(TestDatabase database, @TempDir Path folder) {
        this.database = database;
        this.project = new Project(folder);
    }

    @BeforeEach
    void aShop() {
        ShopLibrary.into(project.home());
        ShopTables.in(database);
        database.execute("""
                CREATE TABLE mart.facts (order_id int PRIMARY KEY, items int);
                INSERT INTO shop.orders SELECT i, NULL, '2026-11-20', 'PAID' FROM generate_series(1, 3000) i;
                INSERT INTO shop.order_lines SELECT i, i, NULL, 1, 2 FROM generate_series(1, 3000) i; ANALYZE""");
    }

    @Test
    void aColumnThatItsTableLacksIsAProblemOfCheck() {
        database.execute("ALTER TABLE shop.orders RENAME ordered_on TO order_on");
        project.job("facts", JOB);

        Program.Ended ended = project.program(database).runHere("check", "facts");

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(2);
        assertThat(ended.err())
                .contains(
                        "jobs/facts.yaml:4:24: example.shop.Order.orderedOn is mapped to column ordered_on, which table"
                                + " shop.orders does not have: did you mean 'order_on'?")
                .contains("1 problem in");
    }

    @Test
    void soIsThatOfAClassWhichIsFetchedWithIt() {
        database.execute(
                "ALTER TABLE shop.order_lines RENAME unit_price TO price; ALTER TABLE shop.products DROP name");
        project.job("facts", JOB); // loads no products

        assertThat(project.program(database).runHere("check", "facts").err())
                .contains("example.shop.Line.unitPrice is mapped to column unit_price, which table shop.order_lines")
                .contains("1 problem in");
    }

    @ParameterizedTest
    @CsvSource({"customer: join, customers", "customer: select-in, customers", "lines: select-in, order_lines"})
    void aTableFromWhichOthersInheritIsRefusedWhereItsObjectsAreFetched(String fetch, String table) {
        database.execute("CREATE TABLE shop.older () INHERITS (shop." + table + ")");
        project.job("facts", JOB.replace("lines: select-in", fetch).replace("count(lines)", "1"));

        Program.Ended ended = project.program(database).runHere("check", "facts");

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(2);
        assertThat(ended.err()).contains("jobs/facts.yaml:4:24: other tables inherit from shop." + table);
    }

    @Test
    void itsObjectsAreReadInPartitionsByTheirKey() {
        project.job("facts", JOB + "    partitions: 3\n");

        Program.Ended ended = project.program(database).runHere("run", "facts");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(database.query("SELECT count(*), sum(order_id), sum(items) FROM mart.facts"))
                .containsExactly("3000|4501500|3000");
        assertThat(database.query("SELECT chunks > 0 FROM nightload.checkpoint WHERE partition > 0"))
                .containsExactly("t", "t", "t");
    }
}
