package io.nightload.source.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Source;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class PlanTest {

    private final TestDatabase database;

    PlanTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeAll
    static void aShop(TestDatabase database) {
        database.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.customers (id int PRIMARY KEY, name text, note text);
                CREATE TABLE shop.orders (id int PRIMARY KEY, customer_id int REFERENCES shop.customers, note text);
                CREATE TABLE shop.order_lines (id int PRIMARY KEY, order_id int REFERENCES shop.orders, quantity int,
                  note text)""");
    }

    private GraphRead read(String yaml) {
        return GraphRead.of(database, yaml);
    }

    @Test
    void thePlanIsWhatThePathsTouch() {
        assertThat(read("shop.orders")
                        .paths("id", "customer.name", "order_lines.quantity")
                        .plan()
                        .description())
                .isEqualTo("shop.orders by id, join customer, select-in order_lines");
    }

    @Test
    void eachAssociationSaysHowItIsLoadedAndHowElseItMightBe() {
        assertThat(read("{ root: shop.orders, fetch: { customer: select-in } }")
                        .paths("customer.name", "order_lines.quantity")
                        .plan()
                        .fetches())
                .containsExactly(
                        new Source.Fetch("customer", "select-in", List.of("join", "select-in")),
                        new Source.Fetch("order_lines", "select-in", List.of("select-in")));
    }

    @Test
    void whatNobodyNamesIsNotSelected() {
        List<String> sql = ((EntityPlan) read("{ root: shop.orders, where: \"note = 'x'\" }")
                        .paths("customer.name", "order_lines.quantity")
                        .plan())
                .statements();

        assertThat(sql)
                .containsExactly(
                        "select e2_0.\"name\",e1_0.\"id\",e2_0.\"id\" from \"shop\".\"orders\" e1_0"
                                + " left join \"shop\".\"customers\" e2_0 on e2_0.\"id\"=e1_0.\"customer_id\""
                                + " where (e1_0.\"note\"='x') and e1_0.\"id\" > cast(? as integer)"
                                + " order by e1_0.\"id\" fetch first ? rows only",
                        "select e1_0.\"order_id\",e1_0.\"quantity\" from \"shop\".\"order_lines\" e1_0"
                                + " where e1_0.\"order_id\" = any(cast(? as integer[]))"
                                + " order by e1_0.\"order_id\",e1_0.\"id\"");
    }
}
