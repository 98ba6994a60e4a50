package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rejected rows of databases, which are kept as JSON, and nested rows of which only some were refused. */
@ExtendWith(TestDatabaseExtension.class)
class ReplayNestedTest {

    @TempDir
    Path home;

    private Project project;
    private Program program;

    @BeforeEach
    void makesTheProject(TestDatabase target) {
        project = new Project(home);
        program = project.program(target);
    }

    @Test
    void aRowOfATableComesBackAsItWas(TestDatabase target) {
        target.execute("""
                CREATE SCHEMA old; CREATE SCHEMA new;
                CREATE TABLE old.t (id int PRIMARY KEY, "a ""b" numeric, at timestamptz, raw bytea, tags text[], note text, f float8);
                INSERT INTO old.t VALUES (1, 12345678901234567890.1230, '2026-11-21 02:03:04.567891+05:45', '\\x00ff5c', '{a,"b c",NULL}', E'tab\\t"q"\\n\\\\N', 'NaN'),
                  (2, NULL, 'infinity', '', '{}', '', -0.1);
                CREATE TABLE new.t (LIKE old.t, CHECK (id < 0))""");
        project.job("copy", "steps: [{ name: t, source: { table: old.t }, target: { table: new.t } }]");
        assertThat(program.runHere("run", "copy").out()).contains("2 rows read, 2 rejected");
        target.execute("ALTER TABLE new.t DROP CONSTRAINT t_id_check");

        Program.Ended replayed = program.runHere("rejects", "replay", "copy");

        assertThat(replayed.exitCode()).as(replayed.all()).isZero();
        assertThat(target.query("SELECT t::text COLLATE \"C\" FROM new.t ORDER BY id"))
                .isEqualTo(target.query("SELECT t::text COLLATE \"C\" FROM old.t ORDER BY id"));
        assertThat(target.queryOne("SELECT raw FROM nightload.reject ORDER BY id LIMIT 1"))
                .startsWith("{\"id\":1,\"a \\\"b\":12345678901234567890.1230,\"at\":\"2026-11-20");
    }

    @Test
    void anEntityComesBackWithItsChildren(TestDatabase target) {
        target.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.customers (id int PRIMARY KEY, name text);
                CREATE TABLE shop.orders (id int PRIMARY KEY, customer_id int REFERENCES shop.customers);
                CREATE TABLE shop.order_lines (id int PRIMARY KEY, order_id int REFERENCES shop.orders, quantity int);
                CREATE TABLE shop.facts (order_id int, customer text, items int, CHECK (items < 5));
                INSERT INTO shop.customers VALUES (7, 'Ann');
                INSERT INTO shop.orders VALUES (1, 7), (2, NULL);
                INSERT INTO shop.order_lines VALUES (1, 1, 2), (2, 1, 3), (3, 2, 9)""");
        project.job("facts", """
                steps:
                  - name: facts
                    source: { entity: { root: shop.orders } }
                    transform:
                      - select: { order_id: id, customer: customer.name, items: sum(order_lines.quantity) }
                    target: { table: shop.facts }
                """);
        assertThat(program.runHere("run", "facts").out()).contains("2 rows read, 2 rejected");
        target.execute("ALTER TABLE shop.facts DROP CONSTRAINT facts_items_check; DELETE FROM shop.order_lines");

        Program.Ended replayed = program.runHere("rejects", "replay", "facts");

        assertThat(replayed.exitCode()).as(replayed.all()).isZero();
        assertThat(target.query("SELECT * FROM shop.facts ORDER BY 1")).containsExactly("1|Ann|5", "2||9");
        assertThat(target.query("SELECT raw FROM nightload.reject ORDER BY id"))
                .containsExactly(
                        "{\"id\":1,\"customer\":{\"name\":\"Ann\"},\"order_lines\":[{\"quantity\":2},{\"quantity\":3}]}",
                        "{\"id\":2,\"customer\":null,\"order_lines\":[{\"quantity\":9}]}");
    }

    @Test
    void ofUnnestedRowsOnlyTheRefusedOneIsReplayed(TestDatabase target) {
        target.execute("""
                CREATE SCHEMA shop; CREATE TABLE shop.lines (order_id int, line int, quantity int,
                  CONSTRAINT few CHECK (quantity < 5), CONSTRAINT not_8 CHECK (quantity <> 8));""");
        project.file("orders.json", """
                {"id": 1, "lines": [{"quantity": 1}, {"quantity": 9}, {"quantity": 3}]}
                {"id": 2, "lines": [{"quantity": 4}, {"quantity": 8}], "pending": true}
                """).job("lines", """
                steps:
                  - name: lines
                    source: { json: { path: orders.json } }
                    transform:
                      - reject: { when: pending, reason: pending }
                      - unnest: { items: lines, position: line }
                      - select: { order_id: id, line: line, quantity: quantity }
                    target: { table: shop.lines }
                """);
        assertThat(program.runHere("run", "lines").all()).contains("2 rows read, 2 rejected");
        assertThat(target.query("SELECT line, items FROM nightload.reject ORDER BY line"))
                .containsExactly("1|{2}", "2|");
        target.execute("ALTER TABLE shop.lines DROP CONSTRAINT few");
        project.job("lines", """
                steps:
                  - name: lines
                    source: { json: { path: orders.json } }
                    transform:
                      - unnest: { items: lines, position: line }
                      - select: { order_id: id, line: line, quantity: quantity }
                    target: { table: shop.lines }
                """);

        assertThat(program.runHere("rejects", "replay", "lines").exitCode()).isEqualTo(3);
        assertThat(target.query("SELECT * FROM shop.lines ORDER BY 1, 2"))
                .containsExactly("1|1|1", "1|2|9", "1|3|3", "2|1|4");

        target.execute("ALTER TABLE shop.lines DROP CONSTRAINT not_8");
        assertThat(program.runHere("rejects", "replay", "lines").exitCode()).isZero();
        assertThat(target.query("SELECT * FROM shop.lines ORDER BY 1, 2"))
                .containsExactly("1|1|1", "1|2|9", "1|3|3", "2|1|4", "2|2|8");
    }

    @Test
    void aRowOfWhichAPartOfAPartWaitsIsNotLoadedYet(TestDatabase target) {
        target.execute(
                "CREATE SCHEMA shop; CREATE TABLE shop.items (id int, item int CONSTRAINT small CHECK (item < 5))");
        String rejecting = """
                steps:
                  - name: items
                    source: { json: { path: orders.json } }
                    rejects: { limit: 0 }
                    transform:
                      - reject: { when: %s, reason: pending }
                      - unnest: { items: lines, prefix: line_ }
                      - reject: { when: %s, reason: open }
                      - unnest: { items: items, prefix: item_ }
                      - select: { id: id, item: item_n }
                    target: { table: shop.items }
                """;
        project.file("orders.json", """
                {"id": 1, "pending": true, "lines": [{"open": true, "items": [{"n": 1}, {"n": 9}]}]}
                """).job("items", rejecting.formatted("pending", "line_open"));
        assertThat(program.runHere("run", "items").exitCode()).isEqualTo(3);
        project.job("items", rejecting.formatted("false", "line_open"));
        assertThat(program.runHere("rejects", "replay", "items").exitCode()).isEqualTo(3);
        project.job("items", rejecting.formatted("false", "false"));

        assertThat(program.runHere("rejects", "replay", "items").exitCode()).isEqualTo(3);

        assertThat(target.query("SELECT * FROM shop.items")).containsExactly("1|1");
        assertThat(target.query("SELECT items, replayed IS NULL FROM nightload.reject ORDER BY id"))
                .containsExactly("|f", "{1}|f", "{1,2}|t");
        project.job("items", rejecting.formatted("pending", "line_open"));
        assertThat(program.runHere("run", "items").exitCode()).isEqualTo(3);
        assertThat(program.runHere("show", "items").out()).doesNotContain("replayed since");
    }

    @Test
    void whatAnOlderReleaseRejectedIsNotTakenForWholeRows(TestDatabase target) {
        target.execute(
                "CREATE SCHEMA shop; CREATE TABLE shop.lines (quantity int CONSTRAINT few CHECK (quantity < 5))");
        project.file("orders.json", """
                {"lines": [{"quantity": 1}, {"quantity": 9}]}
                """).job("lines", """
                steps:
                  - name: lines
                    source: { json: { path: orders.json } }
                    transform:
                      - unnest: { items: lines }
                    target: { table: shop.lines }
                """);
        assertThat(program.runHere("run", "lines").out()).contains("1 rejected");
        target.execute("ALTER TABLE shop.lines DROP CONSTRAINT few;"
                + " UPDATE nightload.reject SET traced = false, items = NULL");

        Program.Ended refused = program.runHere("rejects", "replay", "lines");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("jobs/lines.yaml:2:5: step lines: 1 of its rejects", "an older release");
        assertThat(target.query("SELECT * FROM shop.lines")).containsExactly("1");
    }
}
