package io.nightload.source.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Source;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How evenly entities are divided. */
@ExtendWith(TestDatabaseExtension.class)
class EntityDivisionTest {

    private TestDatabase database;

    @BeforeEach
    void makeOrders(TestDatabase given) {
        database = given;
        database.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.orders (id bigint PRIMARY KEY, ordered_on date);
                INSERT INTO shop.orders SELECT i, date '2026-11-01' + i / 500 FROM generate_series(0, 9999) i;
                ANALYZE shop.orders""");
    }

    @Test
    void aConditionLeavesOnlyItsOwnRowsToDivide() {
        assertThat(partitions("{ root: shop.orders, where: \"ordered_on = :date\" }"))
                .containsExactly("id to before 9749", "id from 9749");
    }

    @Test
    void aConditionThatLeavesNothingGivesOnePartition() {
        assertThat(partitions("{ root: shop.orders, where: \"id < 0\" }")).containsExactly("every id");
    }

    @Test
    void withoutConditionTheStatisticsDivide() {
        database.execute("DELETE FROM shop.orders WHERE id > 5000 AND id < 9999");

        assertThat(partitions("shop.orders")).element(1).asString().matches("id from 5[01][0-9]{2}");
    }

    private List<String> partitions(String yaml) {
        return GraphRead.of(database, yaml).plan().divide(2, name -> database.dataSource()).stream()
                .map(Source.Partition::name)
                .toList();
    }
}
