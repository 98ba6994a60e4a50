package io.nightload;

import example.shop.Anonymizer;
import io.nightload.part.Part;
import io.nightload.part.Source;
import io.nightload.part.TargetPart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** A small shop in which the example of every part is a job: a part whose example speaks of more adds it here. */
record ExampleProject(Project project, TestDatabase database) {

    private static final String SCHEMA = """
            CREATE SCHEMA shop;
            CREATE TABLE shop.customers (id int PRIMARY KEY, name text, email text, country text, updated_at timestamptz);
            CREATE TABLE shop.products (id int PRIMARY KEY, name text, price numeric(12,2));
            CREATE TABLE shop.orders (id int PRIMARY KEY, customer_id int REFERENCES shop.customers, ordered_on date,
              status text, updated_at timestamptz);
            CREATE TABLE shop.order_lines (id int PRIMARY KEY, order_id int REFERENCES shop.orders,
              product_id int REFERENCES shop.products, quantity int, unit_price numeric(12,2), amount numeric(14,2));
            CREATE TABLE shop.prices (product_id int, valid_from date, price numeric(12,2), PRIMARY KEY (product_id, valid_from));
            CREATE TABLE shop.example (probe int);
            """;

    /** The rows that a transform's and a target's example begin with. */
    private static final String ROWS = """
            {"id": 1, "order_id": 1, "customer_id": 1, "product_id": 1, "ordered_on": "2026-11-20", "status": "PAID",
             "quantity": 2, "unit_price": 9.90, "name": "Ann", "customer_name": "Ann", "email": "ann@example.com",
             "internal_note": "none", "checksum": "0", "order_lines": [{"product": "cup", "pieces": 2}]}
            """.replace("\n ", " ");

    private static final String SOURCE = """
            json:
              path: data/rows.json
              columns: { id: int, order_id: int, customer_id: int, product_id: int, ordered_on: date, quantity: int,
                unit_price: "numeric(12,2)" }
            """;

    private static final Pattern CONNECTION = Pattern.compile("connection: *(\\w+)");

    static ExampleProject in(Path folder, TestDatabase database) {
        database.execute(SCHEMA);
        Project project = new Project(folder).file("data/rows.json", ROWS);
        Path day = folder.resolve("data/shop/2026-11-20");
        packed(day.resolve("order_lines.csv.gz"), "id;quantity;Price\n1;2;9,90\n");
        packed(
                day.resolve("orders.json.gz"),
                "{\"id\": 1, \"ordered_on\": \"2026-11-20\", \"tags\": [\"new\"], \"order_lines\": [{\"unit_price\": 9.90}]}\n");
        ShopLibrary.into(folder, Anonymizer.class);
        return new ExampleProject(project, database);
    }

    private static void packed(Path file, String content) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(content.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks a job of one step with the part's example in its place, against the shop's tables. */
    Program.Ended check(Object part) {
        Part documentation = part.getClass().getAnnotation(Part.class);
        String name = documentation.name();
        project.job(name, job(part, documentation.example()));
        Program program = project.program(database);
        Matcher connections = CONNECTION.matcher(documentation.example());
        while (connections.find()) {
            program = program.connectedTo(connections.group(1), database);
        }
        return program.runHere("check", name);
    }

    private static String job(Object part, String example) {
        String source = part instanceof Source ? example : SOURCE;
        String transform = part instanceof Source || part instanceof TargetPart ? "" : item(example);
        String last = part instanceof TargetPart ? "[id]" : "{ probe: 1 }";
        String target = part instanceof TargetPart ? example : "table: { name: shop.example, mode: append }";
        return "parameters:\n  date: { type: date, default: 2026-11-20 }\n"
                + "steps:\n  - name: example\n"
                + "    source:\n" + source.indent(6)
                + "    transform:\n" + transform + "      - select: " + last + "\n"
                + "    target:\n" + target.indent(6);
    }

    private static String item(String example) {
        return "      -" + example.indent(8).substring(7);
    }
}
