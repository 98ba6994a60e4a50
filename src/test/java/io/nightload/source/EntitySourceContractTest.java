package io.nightload.source;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.part.Counts;
import io.nightload.part.Databases;
import io.nightload.part.Source;
import io.nightload.part.SourceContract;
import io.nightload.part.StepRuntime;
import java.time.ZoneOffset;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class EntitySourceContractTest extends SourceContract {

    private final TestDatabase database;

    EntitySourceContractTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeAll
    static void aShop(TestDatabase database) {
        database.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.customers (id int PRIMARY KEY, name text);
                CREATE TABLE shop.orders (region text, number int, customer_id int REFERENCES shop.customers, total numeric,
                  PRIMARY KEY (region, number));
                CREATE TABLE shop.keyless (x int REFERENCES shop.customers);
                INSERT INTO shop.customers VALUES (1, 'Ada');
                INSERT INTO shop.orders VALUES ('n', 1, 1, 1.50), ('N', 1, NULL, 2), ('n', 2, 1, NULL), ('', 7, 1, 0),
                  ('ä', -1, NULL, NULL);
                ANALYZE shop.orders""");
    }

    @Override
    protected Databases databases() {
        return name -> {
            if (!name.equals("target")) {
                throw new NoSuchElementException("no connection is called " + name);
            }
            return Optional.of(database.dataSource());
        };
    }

    @Override
    protected StepRuntime runtime() {
        return new StepRuntime(
                database.dataSource(),
                name -> database.dataSource(),
                new Counts(),
                (row, error) -> {},
                ZoneOffset.UTC,
                2);
    }

    @Override
    protected Source<?> source() {
        return new EntitySource();
    }

    @Override
    protected String readable() {
        return "entity: shop.orders";
    }

    @Override
    protected Stream<Wrong> wrong() {
        return Stream.of(
                new Wrong(
                        "entity: {}",
                        "job.yaml:1:1: entity takes either 'root', a table, or 'class', a class of yours"),
                new Wrong("entity: 'a.b.c'", "job.yaml:1:9: 'a.b.c' is no name of a table"),
                new Wrong(
                        "entity: shop.order",
                        "job.yaml:1:9: there is no table shop.order: did you mean 'shop.orders'?"),
                new Wrong("entity: shop.keyless", "job.yaml:1:9: shop.keyless has no primary key to read it by"),
                new Wrong(
                        "entity: { root: shop.orders, connection: traget }",
                        "job.yaml:1:42: no connection is called traget"),
                new Wrong(
                        "entity: { root: shop.orders, fetch: { custmer: join } }",
                        "job.yaml:1:39: shop.orders has no association 'custmer': did you mean 'customer'?"),
                new Wrong(
                        "entity: { root: shop.orders, fetch: { customer.orders: join } }",
                        "job.yaml:1:56: customer.orders is one-to-many: joined, each row would come once for each of"
                                + " them; write select-in"),
                new Wrong(
                        "entity: { root: shop.orders, fetch: { customer: lazy } }",
                        "job.yaml:1:49: an association cannot be loaded by 'lazy': known are join, select-in"),
                new Wrong(
                        "entity: { root: shop.orders, associations: { customer: total } }",
                        "job.yaml:1:56: shop.orders has a 'total' already"),
                new Wrong(
                        "entity: { root: shop.orders, where: 'totl > 1' }",
                        "job.yaml:1:38: shop.orders has no column or path 'totl': did you mean 'total'?"),
                new Wrong(
                        "entity: { root: shop.orders, where: \"customer.nam = 'A'\" }",
                        "job.yaml:1:47: shop.orders has no column or path 'nam'"),
                new Wrong(
                        "entity: { root: shop.orders, where: 'total > :mots' }",
                        "job.yaml:1:46: no parameter is called 'mots'"),
                new Wrong("entity: { root: shop.orders, where: 'total > ' }", "job.yaml:1:"));
    }
}
