package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second sample, from table to table. */
@ExtendWith(TestDatabaseExtension.class)
class CopyJobTest {

    private static final Path REPOSITORY = Path.of("").toAbsolutePath();

    @ParameterizedTest
    @ValueSource(strings = {"target", "shop"})
    void copiesBetweenTwoConnectionsOrWithinOne(String connection, TestDatabase target, @TempDir Path folder)
            throws IOException {
        TestDatabase shop = connection.equals("shop") ? target.another() : target;
        shop.execute(Files.readString(REPOSITORY.resolve("data/shop/schema.sql")));
        shop.execute("""
                INSERT INTO shop.customers SELECT n, 'Customer ' || n, 'c' || n || '@example.com', 'DE', NULL, false, now()
                  FROM generate_series(1, 300) n;
                INSERT INTO shop.products VALUES (1, '00000000-0000-0000-0000-000000000001', 'Tee', 1.50, NULL, true);
                INSERT INTO shop.orders SELECT n, 1 + n % 300, '2026-11-20', '2026-11-20 12:00+01', 'PAID'
                  FROM generate_series(1, 1000) n;
                INSERT INTO shop.order_lines SELECT n, n, 1, 2, 1.50, 3.00 FROM generate_series(1, 999) n""");
        Program program = new Project(folder)
                .file("nightload.yaml", "project: copy\nvariables: { shop: " + connection + " }\n")
                .job("copy-orders", Files.readString(REPOSITORY.resolve("jobs/copy-orders.yaml")))
                .program(target)
                .connectedTo("shop", shop);

        Program.Ended checked = program.runHere("check", "copy-orders");
        Program.Ended ended = program.runHere("run", "copy-orders");

        assertThat(checked.exitCode()).as(checked.all()).isZero();
        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.query("SELECT count(*), min(name) FROM mart.customers"))
                .containsExactly("300|Customer 1");
        assertThat(target.query("SELECT count(*), sum(amount), min(customer), min(status) FROM mart.orders"))
                .containsExactly("1000|2997.00|Customer 1|PAID");
    }

    @Test
    void sinceReadsOnNextTimeWhatIsNewAndTheOverlapAgain(TestDatabase database, @TempDir Path folder) {
        database.execute("""
                CREATE SCHEMA shop; CREATE SCHEMA mart;
                CREATE TABLE shop.o (id int PRIMARY KEY, updated_at timestamptz NOT NULL);
                CREATE TABLE mart.o (id int PRIMARY KEY, updated_at timestamptz NOT NULL);
                INSERT INTO shop.o SELECT n, timestamptz '2026-11-20 12:00+00' + n * interval '10 min' FROM generate_series(1, 6) n""");
        Program program = new Project(folder).job("nightly", """
                        parameters: { night: { type: int } }
                        steps:
                          - name: copy
                            source: { table: { name: shop.o, since: { column: updated_at, overlap: 15m } } }
                            target: { table: { name: mart.o, mode: upsert, key: [id] } }
                        """).program(database);

        assertThat(program.runHere("run", "nightly", "night=1").exitCode()).isZero();
        database.execute("DELETE FROM mart.o");
        database.execute(
                "INSERT INTO shop.o VALUES (7, '2026-11-20 12:46+00'), (8, '2026-11-20 12:44+00'), (9, '2026-11-21')");
        Program.Ended second = program.runHere("run", "nightly", "night=2");

        assertThat(second.exitCode()).as(second.all()).isZero();
        assertThat(database.query("SELECT id FROM mart.o ORDER BY id")).containsExactly("5", "6", "7", "9");
        assertThat(database.query("SELECT value FROM nightload.remembered"))
                .singleElement()
                .asString()
                .startsWith("updated_at=2026-11-21");
    }

    @Test
    void eachRegionGoesOnFromItsOwn(TestDatabase database, @TempDir Path folder) {
        database.execute("""
                CREATE SCHEMA shop; CREATE SCHEMA mart;
                CREATE TABLE shop.o (id int PRIMARY KEY, region text, day int NOT NULL);
                CREATE TABLE mart.o (id int PRIMARY KEY, region text, day int NOT NULL);
                INSERT INTO shop.o VALUES (1, 'EU', 1), (2, 'EU', 9), (3, 'US', 1), (4, 'US', 2)""");
        Program program = new Project(folder).job("nightly", """
                        parameters: { night: { type: date }, region: { type: string } }
                        steps:
                          - name: copy
                            source: { table: { name: shop.o, where: "region = :region AND :night > '2026-01-01'", since: day } }
                            target: { table: { name: mart.o, mode: upsert, key: [id] } }
                        """).program(database);

        Program.Ended first = program.runHere("run", "nightly", "night=2026-11-20", "region=EU");
        Program.Ended other = program.runHere("run", "nightly", "night=2026-11-20", "region=US");
        database.execute("DELETE FROM mart.o");
        Program.Ended next = program.runHere("run", "nightly", "night=2026-11-21", "region=EU");

        assertThat(first.all()).doesNotContain("reads everything");
        assertThat(other.all()).contains("step copy reads everything, not only what is new");
        assertThat(next.all()).doesNotContain("reads everything");
        assertThat(other.exitCode()).as(other.all()).isZero();
        assertThat(database.query("SELECT id FROM mart.o")).containsExactly("2");
        assertThat(database.query("SELECT value FROM nightload.remembered ORDER BY value"))
                .containsExactly("day=2", "day=9");
    }

    @Test
    void whatIsNewMayNotTakeThePlaceOfWhatIsThere(TestDatabase database, @TempDir Path folder) {
        database.execute("""
                CREATE SCHEMA shop; CREATE TABLE shop.a (id int PRIMARY KEY, at timestamptz NOT NULL);
                CREATE TABLE shop.heap (id int); CREATE TABLE shop.b (id int PRIMARY KEY, at timestamptz)""");
        Program program = new Project(folder).job("newest", """
                        steps:
                          - name: all
                            source: { table: shop.heap }
                            target: { table: { name: shop.b, mode: replace } }
                          - name: some
                            source: { table: { name: shop.a, since: at } }
                            target: { table: { name: shop.b, mode: replace } }
                        """).program(database);

        Program.Ended ended = program.runHere("check", "newest");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains(
                        "jobs/newest.yaml:7:15: table replaces, but since reads no more than what is new",
                        "let it upsert, with mode: upsert and a key")
                .doesNotContain("newest.yaml:4:");
    }

    @Test
    void sourcesWhoseRowsComeAgainMayNotAppend(TestDatabase database, @TempDir Path folder) {
        database.execute("CREATE SCHEMA shop; CREATE TABLE shop.a (x int); CREATE TABLE shop.b (x int)");
        Program program = new Project(folder).job("twice", """
                        steps:
                          - name: copy
                            source: { table: shop.a }
                            target: { table: shop.b }
                        """).program(database);

        Program.Ended ended = program.runHere("check", "twice");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains(
                        "jobs/twice.yaml:4:15: table appends, but its cursor has no key, so that a restart reads rows again");
    }
}
