package io.nightload.source.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

@ExtendWith(TestDatabaseExtension.class)
class EntityGraphTest {

    private static final String SHOP = """
            CREATE SCHEMA shop;
            CREATE TABLE shop.customers (id int PRIMARY KEY, name text, country char(2));
            CREATE TABLE shop.orders (id bigint PRIMARY KEY, customer_id int REFERENCES shop.customers,
                ordered_on date, total numeric(12,2), placed_at timestamptz, mark bytea);
            CREATE TABLE shop.products (id int PRIMARY KEY, name text);
            CREATE TABLE shop.order_lines (id int PRIMARY KEY, order_id bigint REFERENCES shop.orders,
                product_id int REFERENCES shop.products, quantity int);
            INSERT INTO shop.customers VALUES (1, 'Ada', 'DE'), (2, 'Bo', NULL);
            INSERT INTO shop.orders VALUES
                (10, 1, '2026-11-20', 12.50, '2026-11-20 10:00:00+00', '\\x00ff'),
                (11, NULL, '2026-11-21', 0, NULL, NULL),
                (12, 2, 'infinity', NULL, '2026-01-01 00:00:00.5+00', '\\x');
            INSERT INTO shop.products VALUES (1, 'pen'), (2, 'ink');
            INSERT INTO shop.order_lines VALUES (1, 10, 1, 5), (2, 10, 2, 1), (3, 12, 1, 7), (4, 12, NULL, 2);
            """;

    /** Has a key that its parent has too, as PostgreSQL allows; foreign keys to the parent do not see it. */
    private static final String INHERITING = "CREATE TABLE shop.old_customers () INHERITS (shop.customers);"
            + "INSERT INTO shop.old_customers VALUES (1, 'Hana')";

    @Test
    void valuesOfAnyTypeArriveAsTheyAre(TestDatabase database) throws Exception {
        database.execute(SHOP);

        assertThat(GraphRead.of(database, "shop.orders")
                        .paths("id", "ordered_on", "total", "placed_at")
                        .rows())
                .containsExactly(
                        "10|2026-11-20|12.50|2026-11-20T10:00Z",
                        "11|2026-11-21|0.00|null",
                        "12|+999999999-12-31|null|2026-01-01T00:00:00.500Z");
    }

    @Test
    void aRowIsFoundAgainByItsKey(TestDatabase database) throws Exception {
        database.execute(SHOP);
        GraphRead read = GraphRead.of(database, "shop.orders").paths("total");
        ItemStreamReader<Row> reader = read.plan().reader(read.runtime());

        reader.open(new ExecutionContext());

        assertThat(Objects.requireNonNull(reader.read()).origin())
                .isEqualTo(new Origin("shop.orders", 0, -1, "id = 10"));
        reader.close();
    }

    @Test
    void aToOneIsJoinedAndMayBeMissing(TestDatabase database) throws Exception {
        database.execute(SHOP);

        assertThat(GraphRead.of(database, "shop.orders")
                        .paths("id", "customer.name", "customer.country")
                        .rows())
                .containsExactly("10|Ada|DE", "11|null|null", "12|Bo|null");
    }

    @Test
    void aTableFromWhichOthersInheritHasNoKeyForAllOfItsRows(TestDatabase database) {
        database.execute(
                "CREATE SCHEMA s; CREATE TABLE s.par (id int PRIMARY KEY); CREATE TABLE s.chi () INHERITS (s.par)");

        assertThat(GraphRead.of(database, "s.par").problems())
                .singleElement()
                .asString()
                .contains(
                        "other tables inherit from s.par, so its primary key does not tell apart the rows that are read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.orders", "{ root: shop.orders, fetch: { customer: select-in } }"})
    void aForeignKeyLeadsToNoRowOfATableThatInherits(String source, TestDatabase database) throws Exception {
        database.execute(SHOP + INHERITING);

        assertThat(inChunksOfAnySize(database, source, "id", "customer.name"))
                .containsExactly("10|Ada", "11|null", "12|Bo");
    }

    @Test
    void aConditionWalksToNoRowOfATableThatInherits(TestDatabase database) throws Exception {
        database.execute(SHOP + INHERITING);

        assertThat(GraphRead.of(database, "{ root: shop.orders, where: \"customer.name like '%a'\" }")
                        .paths("id", "customer.id")
                        .rows())
                .containsExactly("10|1");
    }

    @Test
    void aLinkLeadsToNoRowOfATableThatInherits(TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.product (id int PRIMARY KEY);
                CREATE TABLE s.tag (id int PRIMARY KEY, word text);
                CREATE TABLE s.product_tag (product_id int REFERENCES s.product, tag_id int REFERENCES s.tag,
                    PRIMARY KEY (product_id, tag_id));
                CREATE TABLE s.old_tag () INHERITS (s.tag);
                INSERT INTO s.product VALUES (1); INSERT INTO s.tag VALUES (1, 'new'); INSERT INTO s.old_tag VALUES (1, 'old');
                INSERT INTO s.product_tag VALUES (1, 1)""");

        assertThat(GraphRead.of(database, "s.product").paths("id", "tag.word").rows())
                .containsExactly("1|[new]");
    }

    @Test
    void aCollectionHasTheRowsOfTheTablesThatInheritToo(TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.team (id int PRIMARY KEY);
                CREATE TABLE s."Staff {h-schema}" (id int PRIMARY KEY, boss_id int REFERENCES s."Staff {h-schema}", team_id int REFERENCES s.team);
                CREATE TABLE s.old_staff () INHERITS (s."Staff {h-schema}");
                INSERT INTO s.team VALUES (1);
                INSERT INTO s."Staff {h-schema}" VALUES (1, NULL, NULL), (2, 1, 1); INSERT INTO s.old_staff VALUES (1, 2, 1)""");

        assertThat(GraphRead.of(database, "s.team")
                        .paths("id", "Staff {h-schema}.id", "Staff {h-schema}.boss.id", "Staff {h-schema}.boss.boss.id")
                        .rows())
                .containsExactly("1|[1,2]|[2,1]|[1,null]");
    }

    @Test
    void aToManyComesInTheOrderOfItsKeyWithWhatStandsBehindIt(TestDatabase database) throws Exception {
        database.execute(SHOP);

        assertThat(GraphRead.of(database, "shop.orders")
                        .paths("id", "order_lines.quantity", "order_lines.product.name")
                        .rows())
                .containsExactly("10|[5,1]|[pen,ink]", "11|[]|[]", "12|[7,2]|[pen,null]");
    }

    @Test
    void collectionsLieInCollections(TestDatabase database) throws Exception {
        database.execute(SHOP);

        assertThat(GraphRead.of(database, "shop.customers")
                        .paths("name", "orders.id", "orders.order_lines.quantity")
                        .rows())
                .containsExactly("Ada|[10]|[[5,1]]", "Bo|[12]|[[7,2]]");
    }

    @Test
    void aToOneMayBeLoadedSelectInAndHasItsOwnCollections(TestDatabase database) throws Exception {
        database.execute(SHOP + "INSERT INTO shop.orders VALUES (13, 1)");

        assertThat(GraphRead.of(database, "{ root: shop.orders, fetch: { customer: select-in } }")
                        .paths("id", "customer.name", "customer.orders.id")
                        .rows())
                .containsExactly("10|Ada|[10,13]", "11|null|[]", "12|Bo|[12]", "13|Ada|[10,13]");
    }

    @Test
    void aConditionIsHqlWithPathsAndParameters(TestDatabase database) throws Exception {
        database.execute(SHOP);

        assertThat(GraphRead.of(
                                database,
                                "{ root: shop.orders, where: \"ordered_on = :date and customer.name like 'A%'\" }")
                        .paths("id", "customer.name")
                        .rows())
                .containsExactly("10|Ada");
        assertThat(GraphRead.of(database, "{ root: shop.customers, where: 'id < :most' }")
                        .paths("id")
                        .rows())
                .containsExactly("1");
    }

    @Test
    void anyChunkSizeReadsEachRowOnce(TestDatabase database) throws Exception {
        database.execute(SHOP);

        assertThat(inChunksOfAnySize(database, "shop.orders", "id", "order_lines.id"))
                .containsExactly("10|[1,2]", "11|[]", "12|[3,4]");
    }

    @Test
    void keysMayBeCompositeAndNamesMayNeedQuotes(TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA "My Schema";
                CREATE TABLE "My Schema"."Order" ("select" int, "No ""1\""" text, PRIMARY KEY ("No ""1\""", "select"));
                CREATE TABLE "My Schema"."Order Lines" ("group" int, line int, "No" text, "What, else?" text,
                    PRIMARY KEY (line, "No"),
                    FOREIGN KEY ("group", "No") REFERENCES "My Schema"."Order" ("select", "No ""1\"""));
                INSERT INTO "My Schema"."Order" VALUES (1, 'a "b" \\c'), (2, 'a "b" \\c'), (1, 'x,{y}');
                INSERT INTO "My Schema"."Order Lines" VALUES (1, 1, 'a "b" \\c', 'one'), (1, 2, 'a "b" \\c', 'two'),
                    (1, 1, 'x,{y}', 'three'), (NULL, 3, 'x,{y}', 'none')""");

        for (int chunk = 1; chunk <= 4; chunk++) {
            assertThat(GraphRead.of(database, "'\"My Schema\".\"Order\"'")
                            .chunk(chunk)
                            .paths("select", "No \"1\"", "Order Lines.What, else?")
                            .rows())
                    .as("chunks of %d", chunk)
                    .containsExactlyInAnyOrder("1|a \"b\" \\c|[one,two]", "2|a \"b\" \\c|[]", "1|x,{y}|[three]");
        }
        assertThat(GraphRead.of(database, "'\"My Schema\".\"Order Lines\"'")
                        .paths("line", "Order.select")
                        .rows())
                .containsExactlyInAnyOrder("1|1", "2|1", "1|1", "3|null");
    }

    @Test
    void aTableMayReferToItselfAndTwiceToAnother(TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.address (id int PRIMARY KEY, city text);
                CREATE TABLE s.staff (id int PRIMARY KEY, boss_id int REFERENCES s.staff, home_id int REFERENCES s.address,
                    work_id int REFERENCES s.address);
                INSERT INTO s.address VALUES (1, 'Bonn'), (2, 'Kiel');
                INSERT INTO s.staff VALUES (1, NULL, 1, 2), (2, 1, 2, NULL), (3, 2, NULL, NULL)""");

        assertThat(GraphRead.of(database, "s.staff")
                        .paths("id", "boss.boss.id", "home.city", "work.city", "boss.work.city", "staff.id")
                        .rows())
                .containsExactly("1|null|Bonn|Kiel|null|[2]", "2|null|Kiel|null|Kiel|[3]", "3|1|null|null|null|[]");
    }

    @Test
    void aForeignKeyMayReferToWhatIsUniqueAndALinkIsWalkedThrough(TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.country (id int PRIMARY KEY, iso char(3) UNIQUE, name text);
                CREATE TABLE s.product (id int PRIMARY KEY, origin_id char(3) REFERENCES s.country (iso));
                CREATE TABLE s.tag (id numeric PRIMARY KEY, word text);
                CREATE TABLE s.product_tag (product_id int REFERENCES s.product, tag_id numeric REFERENCES s.tag,
                    PRIMARY KEY (product_id, tag_id));
                INSERT INTO s.country VALUES (1, 'DE', 'Germany');
                INSERT INTO s.product VALUES (1, 'DE'), (2, NULL);
                INSERT INTO s.tag VALUES (1.0, 'new'), (2, 'old');
                INSERT INTO s.product_tag VALUES (1, 1.00), (1, 2), (2, 2.000)""");

        assertThat(GraphRead.of(database, "s.product")
                        .paths("id", "origin.name", "tag.word", "product_tag.tag.word")
                        .rows())
                .containsExactly("1|Germany|[new,old]|[new,old]", "2|null|[old]|[old]");
        assertThat(GraphRead.of(database, "s.tag")
                        .paths("word", "product_tag.product_id")
                        .rows())
                .containsExactly("new|[1]", "old|[1,2]");
        assertThat(GraphRead.of(database, "s.country")
                        .paths("iso", "product.id")
                        .rows())
                .containsExactly("DE |[1]");
    }

    /** 2,000 keys that were cast anew for each of 100,000 rows took a minute and more. */
    @Test
    @Timeout(20)
    void aCollectionWithoutAnIndexIsComparedWithKeysThatAreCastOnce(TestDatabase database) throws Exception {
        database.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.carts (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), number int);
                CREATE TABLE shop.items (id int PRIMARY KEY, cart_id uuid REFERENCES shop.carts, price int);
                INSERT INTO shop.carts (number) SELECT generate_series(1, 2000);
                INSERT INTO shop.items SELECT row_number() OVER (), id, number FROM shop.carts, generate_series(1, 50);
                ANALYZE shop.carts; ANALYZE shop.items""");

        assertThat(GraphRead.of(database, "shop.carts")
                        .chunk(2000)
                        .paths("items.price")
                        .rows())
                .hasSize(2000);
    }

    /** What is read, which is the same whether a chunk has one row or four. */
    private static List<String> inChunksOfAnySize(TestDatabase database, String source, String... paths)
            throws Exception {
        List<String> one = GraphRead.of(database, source).chunk(1).paths(paths).rows();
        for (int chunk = 2; chunk <= 4; chunk++) {
            assertThat(GraphRead.of(database, source).chunk(chunk).paths(paths).rows())
                    .as("chunks of %d", chunk)
                    .isEqualTo(one);
        }
        return one;
    }
}
