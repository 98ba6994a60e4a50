package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Orders with lines in a JSON file, from the command line to the tables. */
@ExtendWith(TestDatabaseExtension.class)
class NestedRowsTest {

    private static final String ORDERS = """
            {"id":1,"customer":{"name":"Ann"},"lines":[{"n":2,"price":1.50},{"n":1,"price":0.25}]}
            {"id":2,"customer":null,"lines":[]}
            not an order
            {"id":3,"customer":{"name":"Bo"},"lines":[{"n":5,"price":2}]}
            """;

    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void orders() {
        project = new Project(folder);
        project.file("orders.json", ORDERS);
    }

    private static final String SCHEMA = """
            steps:
              - name: tables
                sql: |
                  CREATE TABLE IF NOT EXISTS public.fact (id integer PRIMARY KEY, customer text, lines integer, revenue numeric);
                  CREATE TABLE IF NOT EXISTS public.line (order_id integer, line_no integer, customer text, n integer,
                    price numeric(10,2), PRIMARY KEY (order_id, line_no))
            """;

    @Test
    void nestedRowsAreFoldedAndUnnestedAndEveryRowIsAccountedFor(TestDatabase target) {
        project.job("facts", SCHEMA + """
              - name: facts
                source: { json: orders.json }
                transform:
                  - select: { id: id, customer: customer.name, lines: count(lines), revenue: sum(lines.n * lines.price) }
                target: { table: { name: public.fact } }
              - name: lines
                source: { json: orders.json }
                transform:
                  - unnest: { items: lines, position: line_no }
                  - select: { order_id: id, line_no: line_no, customer: customer.name, n: n, price: price }
                target: { table: { name: public.line } }
            """);

        Program.Ended ended = project.program(target).runHere("run", "facts");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.count("SELECT count(*) FROM public.fact WHERE (id, customer, lines, revenue) IN"
                        + " ((1, 'Ann', 2, 3.25), (3, 'Bo', 1, 10))"))
                .isEqualTo(2);
        assertThat(target.count("SELECT count(*) FROM public.fact WHERE id = 2 AND lines = 0 AND revenue IS NULL"))
                .isEqualTo(1);
        assertThat(target.count("SELECT count(*) FROM public.line WHERE (order_id, line_no, customer, n, price) IN"
                        + " ((1, 1, 'Ann', 2, 1.50), (1, 2, 'Ann', 1, 0.25), (3, 1, 'Bo', 5, 2))"))
                .isEqualTo(3);
        assertThat(target.count("SELECT count(*) FROM nightload.reject WHERE line = 3 AND byte_offset = "
                        + ORDERS.indexOf("not an order")))
                .isEqualTo(2);
        assertThat(ended.all()).doesNotContain("unaccounted");
    }

    @Test
    void nestedRowsThatReachATableAreAProblemWithItsCures(TestDatabase target) {
        target.execute("CREATE TABLE public.fact (id integer, customer text, lines text)");
        project.job("facts", """
            steps:
              - name: facts
                source: { json: orders.json }
                target: { table: { name: public.fact } }
            """);

        Program.Ended ended = project.program(target).runHere("check", "facts");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.all())
                .contains("column lines holds nested rows", "- unnest: lines", "columns: { lines: json }")
                .contains("column customer holds nested rows");
    }
}
