package io.nightload;

/** Empty tables of the shop whose classes {@code example.shop} maps, in a schema shop beside a schema mart. */
final class ShopTables {

    /** Five orders, one of them without a customer and two without lines. */
    static final String FIVE_ORDERS = """
            INSERT INTO shop.customers VALUES (1, 'Ada'), (2, 'Bo');
            INSERT INTO shop.products VALUES (1, 'pen'), (2, 'ink');
            INSERT INTO shop.orders VALUES (1, 1, '2026-11-20', 'PAID'), (2, 2, '2026-11-20', 'CANCELLED'),
              (3, 2, '2026-11-20', 'PAID'), (4, NULL, '2026-11-20', 'NEW'), (5, 1, '2026-11-19', 'PAID');
            INSERT INTO shop.order_lines VALUES (1, 1, 1, 2, 1.50), (2, 1, 2, 1, 7.25), (3, 3, 2, 3, 7.00), (4, 5, 1, 1, 1);
            """;

    private ShopTables() {}

    /** In place of what an earlier test has left. */
    static void in(TestDatabase database) {
        database.execute("""
                DROP SCHEMA IF EXISTS shop CASCADE; DROP SCHEMA IF EXISTS mart CASCADE; DROP SCHEMA IF EXISTS nightload CASCADE;
                CREATE SCHEMA shop; CREATE SCHEMA mart;
                CREATE TABLE shop.customers (id int PRIMARY KEY, name text);
                CREATE TABLE shop.products (id int PRIMARY KEY, name text);
                CREATE TABLE shop.orders (id int PRIMARY KEY, customer_id int REFERENCES shop.customers, ordered_on date,
                  status text);
                CREATE TABLE shop.order_lines (id int PRIMARY KEY, order_id int REFERENCES shop.orders,
                  product_id int REFERENCES shop.products, quantity int, unit_price numeric(12,2))""");
    }
}
