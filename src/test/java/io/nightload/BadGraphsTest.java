package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Orders with lines of which only the server can tell that it will not have them. */
@ExtendWith(TestDatabaseExtension.class)
class BadGraphsTest {

    @TempDir
    private Path folder;

    private Project project;
    private TestDatabase target;

    @BeforeEach
    void makeTables(TestDatabase given) {
        target = given;
        target.execute("""
                CREATE SCHEMA s; CREATE TABLE s.products (id int PRIMARY KEY); INSERT INTO s.products VALUES (3);
                CREATE TABLE s.orders (id int PRIMARY KEY, number int CONSTRAINT one_number UNIQUE,
                  total int CONSTRAINT paid CHECK (total > 0), follows int CONSTRAINT known REFERENCES s.orders,
                  late int CONSTRAINT one_late UNIQUE DEFERRABLE INITIALLY DEFERRED);
                CREATE TABLE s.lines (order_id int REFERENCES s.orders, no int, product_id int CONSTRAINT sold REFERENCES s.products,
                  PRIMARY KEY (order_id, no))""");
        project = new Project(folder);
    }

    private Program.Ended load(String mode, String rows) {
        project.file("orders.json", rows).job("orders", """
                steps:
                  - name: orders
                    source: { json: { path: orders.json, columns: { id: int, number: int, total: int, follows: int, late: int, lines.no: int, lines.product_id: int } } }
                    target: { entity: { root: s.orders, mode: %s } }
                """.formatted(mode));
        return project.program(target).runHere("run", "orders");
    }

    private static String order(int id, int number, int total, String follows, int late, int product) {
        return """
                {"id":%d,"number":%d,"total":%d,"follows":%s,"late":%d,"lines":[{"no":1,"product_id":%d}]}
                """.formatted(id, number, total, follows, late, product);
    }

    @Test
    void eachIsRejectedWholeWithItsConstraintInTheOneCommitOfTheOthers() {
        Program.Ended ended = load(
                "append",
                order(1, 1, 1, "null", 1, 3)
                        + order(2, 1, 1, "null", 2, 3)
                        + order(3, 3, -1, "null", 3, 3)
                        + order(4, 4, 1, "99", 4, 3)
                        + order(5, 5, 1, "null", 5, 4)
                        + order(6, 6, 1, "null", 1, 3)
                        + order(7, 7, 1, "8", 7, 3)
                        + order(8, 8, 1, "null", 8, 3));

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.query("SELECT o.id, l.no FROM s.orders o JOIN s.lines l ON l.order_id = o.id ORDER BY 1"))
                .containsExactly("1|1", "7|1", "8|1");
        assertThat(target.query("SELECT line, sqlstate, constraint_name FROM nightload.reject ORDER BY line"))
                .containsExactly(
                        "2|23505|one_number", "3|23514|paid", "4|23503|known", "5|23503|sold", "6|23505|one_late");
        assertThat(target.query("SELECT chunks, counts FROM nightload.checkpoint"))
                .containsExactly("1|{\"READ\": 8, \"INSERTED\": 3, \"REJECTED\": 5}");
        assertThat(ended.out()).contains("1 chunk, 1 commit");
    }

    @Test
    void anUpsertLeavesTheRowOfABadOneAsItWas() {
        target.execute("INSERT INTO s.orders VALUES (1, 1, 1), (2, 2, 2)");

        Program.Ended ended = load("upsert", order(1, 1, -5, "null", 1, 3) + order(2, 2, 20, "null", 2, 3));

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.query("SELECT id, total FROM s.orders ORDER BY id")).containsExactly("1|1", "2|20");
        assertThat(target.query("SELECT order_id FROM s.lines")).containsExactly("2");
    }

    @Test
    void tenInFiveThousandAreFound() {
        String rows = IntStream.range(0, 5_000)
                .mapToObj(i -> order(i, i % 500 == 250 ? 0 : i, 1, "null", i, 3))
                .collect(Collectors.joining());

        Program.Ended ended = load("append", rows);

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.count("SELECT count(*) FROM s.orders")).isEqualTo(4_990);
        assertThat(target.count("SELECT count(*) FROM nightload.reject WHERE constraint_name = 'one_number'"))
                .isEqualTo(10);
    }
}
