package io.nightload.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class ModelTest {

    @Test
    void aKeyColumnWithoutItsIdNamesTheWayThereAndTheChildTableTheWayBack(TestDatabase database) {
        database.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.customers (id int PRIMARY KEY, name text);
                CREATE TABLE shop.orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES shop.customers)""");

        assertThat(associations(database, "shop.orders"))
                .containsExactly("customer: many-to-one shop.customers [customer_id = id]");
        assertThat(associations(database, "shop.customers"))
                .containsExactly("orders: one-to-many shop.orders [id = customer_id] or none");
    }

    @Test
    void severalForeignKeysToOneTableAreToldApart(TestDatabase database) {
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.address (id int PRIMARY KEY);
                CREATE TABLE s.orders (id int PRIMARY KEY, billing_id int REFERENCES s.address,
                    shipping_id int REFERENCES s.address, address int REFERENCES s.address)""");

        assertThat(associations(database, "s.orders"))
                .as("a column has its own name already")
                .containsExactly(
                        "address_by_address: many-to-one s.address [address = id] or none",
                        "billing: many-to-one s.address [billing_id = id] or none",
                        "shipping: many-to-one s.address [shipping_id = id] or none");
        assertThat(associations(database, "s.address"))
                .containsExactly(
                        "orders_by_address: one-to-many s.orders [id = address] or none",
                        "orders_by_billing: one-to-many s.orders [id = billing_id] or none",
                        "orders_by_shipping: one-to-many s.orders [id = shipping_id] or none");
    }

    @Test
    void aTableMayReferToItself(TestDatabase database) {
        database.execute("CREATE SCHEMA s; CREATE TABLE s.staff (id int PRIMARY KEY, boss_id int REFERENCES s.staff)");

        assertThat(associations(database, "s.staff"))
                .containsExactly(
                        "boss: many-to-one s.staff [boss_id = id] or none",
                        "staff: one-to-many s.staff [id = boss_id] or none");
    }

    @Test
    void namesMayNeedQuotesAndKeysMayHaveSeveralColumnsInAnyOrder(TestDatabase database) {
        database.execute("""
                CREATE SCHEMA "My Schema";
                CREATE TABLE "My Schema"."Order" ("select" int, "No ""1\""" text, PRIMARY KEY ("No ""1\""", "select"));
                CREATE TABLE "My Schema"."Order Lines" (line int PRIMARY KEY, "group" int, "No" text,
                    FOREIGN KEY ("group", "No") REFERENCES "My Schema"."Order" ("select", "No ""1\"""))""");

        Entity order = entity(database, "\"My Schema\".\"Order\"");

        assertThat(order.key()).containsExactly("No \"1\"", "select");
        assertThat(associations(database, "\"My Schema\".\"Order\""))
                .containsExactly("Order Lines: one-to-many \"My Schema\".\"Order Lines\""
                        + " [select = group, No \"1\" = No] or none");
        assertThat(associations(database, "\"My Schema\".\"Order Lines\""))
                .containsExactly("Order: many-to-one \"My Schema\".\"Order\" [group = select, No = No \"1\"] or none");
    }

    @Test
    void aForeignKeyWhoseColumnsAreUniqueHasOneAtBothEnds(TestDatabase database) {
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.country (id int PRIMARY KEY, iso char(2) UNIQUE);
                CREATE TABLE s.flag (country char(2) PRIMARY KEY REFERENCES s.country (iso), picture bytea)""");

        assertThat(associations(database, "s.country"))
                .containsExactly("flag: one-to-one s.flag [iso = country] or none");
        assertThat(associations(database, "s.flag"))
                .as("the column has the name country already")
                .containsExactly("country_by_country: many-to-one s.country [country = iso]");
    }

    @Test
    void aUniqueForeignKeyOfTablesThatInheritHasSeveralAtItsOtherEnd(TestDatabase database) {
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.country (id int PRIMARY KEY);
                CREATE TABLE s.flag (country_id int UNIQUE NOT NULL REFERENCES s.country);
                CREATE TABLE s.old_flag () INHERITS (s.flag)""");

        assertThat(associations(database, "s.country"))
                .containsExactly("flag: one-to-many s.flag [id = country_id] or none");
    }

    @Test
    void aTableThatIsNothingButALinkIsWalkedThrough(TestDatabase database) {
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.product (id int PRIMARY KEY);
                CREATE TABLE s.tag (id int PRIMARY KEY, word text);
                CREATE TABLE s.product_tag (product_id int REFERENCES s.product, tag_id int REFERENCES s.tag,
                    PRIMARY KEY (product_id, tag_id));
                CREATE TABLE s.friend (a_id int REFERENCES s.product, b_id int REFERENCES s.product)""");

        assertThat(associations(database, "s.product"))
                .containsExactly(
                        "friend_by_a: one-to-many s.friend [id = a_id] or none",
                        "friend_by_b: one-to-many s.friend [id = b_id] or none",
                        "product_tag: one-to-many s.product_tag [id = product_id] or none",
                        "product_by_b: many-to-many s.product [id = id] through s.friend or none",
                        "product_by_a: many-to-many s.product [id = id] through s.friend or none",
                        "tag: many-to-many s.tag [id = id] through s.product_tag or none");
    }

    @Test
    void typesAreThoseOfTheColumnsAndDomainsAreTheirBaseType(TestDatabase database) {
        database.execute("""
                CREATE SCHEMA s;
                CREATE TYPE s.mood AS ENUM ('glad', 'sad');
                CREATE DOMAIN s.price AS numeric(12,2) NOT NULL;
                CREATE TABLE s.t (id bigint PRIMARY KEY, gone int, m s.mood, p s.price, a int[], b box);
                ALTER TABLE s.t DROP COLUMN gone""");

        assertThat(entity(database, "s.t").attributes())
                .extracting(
                        a -> a.name() + " " + a.type().kind() + " " + a.type().name() + (a.nullable() ? "?" : ""))
                .containsExactly(
                        "id BIGINT bigint",
                        "m ENUM s.mood?",
                        "p NUMERIC numeric(12,2)",
                        "a ARRAY integer[]?",
                        "b OTHER box?");
    }

    @Test
    void partitionsAreTheirTable(TestDatabase database) {
        database.execute("""
                CREATE SCHEMA s;
                CREATE TABLE s.customer (id int PRIMARY KEY);
                CREATE TABLE s.event (id int, customer_id int REFERENCES s.customer, PRIMARY KEY (id)) PARTITION BY RANGE (id);
                CREATE TABLE s.event_1 PARTITION OF s.event FOR VALUES FROM (1) TO (10);
                CREATE TABLE s.event_2 PARTITION OF s.event FOR VALUES FROM (10) TO (20)""");

        assertThat(associations(database, "s.customer"))
                .containsExactly("event: one-to-many s.event [id = customer_id] or none");
        assertThat(new Model(database.dataSource()).tables())
                .contains(new TableName("s", "event"))
                .doesNotContain(new TableName("s", "event_1"));
    }

    @Test
    void aNewNameHoldsWhereverTheEntityIsMet(TestDatabase database) {
        database.execute("CREATE SCHEMA s; CREATE TABLE s.staff (id int PRIMARY KEY, boss_id int REFERENCES s.staff)");
        Model model = new Model(database.dataSource());
        Entity staff = model.find(TableName.parse("s.staff")).orElseThrow();

        model.rename(staff, "staff", "reports");

        Entity again = model.target(staff.association("boss").orElseThrow());
        assertThat(again.names()).containsExactly("id", "boss_id", "boss", "reports");
    }

    private static List<String> associations(TestDatabase database, String table) {
        return entity(database, table).associations().stream()
                .map(ModelTest::shown)
                .toList();
    }

    private static Entity entity(TestDatabase database, String table) {
        return new Model(database.dataSource()).find(TableName.parse(table)).orElseThrow();
    }

    private static String shown(Association a) {
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < a.columns().size(); i++) {
            pairs.append(i == 0 ? "" : ", ")
                    .append(a.columns().get(i))
                    .append(" = ")
                    .append(a.targetColumns().get(i));
        }
        Association.Link link = a.link();
        return a.name() + ": " + a.cardinality() + " " + a.target() + " [" + pairs + "]"
                + (link == null ? "" : " through " + link.table()) + (a.optional() ? " or none" : "");
    }
}
