package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What lies in {@code lib/}, found by a process that was started without it. */
@ExtendWith(TestDatabaseExtension.class)
class LibraryFolderTest {

    private static final String SOURCE = """
            package com.example;
            import io.nightload.part.*;
            import io.nightload.row.*;
            import java.util.List;
            import org.springframework.batch.infrastructure.item.*;
            @Part(name = "hello", description = "Gives one row.", example = "hello: {}")
            public final class HelloSource implements Source<HelloSource.Options> {
              public record Options(@Option(value = "what it says", defaultValue = "hello") String text) {}
              @Override public Plan plan(Options options, Planning planning) {
                Schema schema = new Schema(List.of(new Column("t", ColumnType.TEXT, TextFormat.STANDARD, 0)));
                return new Plan() {
                  @Override public Schema schema() { return schema; }
                  @Override public List<Source.Input> inputs() { return List.of(); }
                  @Override public ItemStreamReader<Row> reader(StepRuntime runtime) {
                    return new ItemStreamReader<>() {
                      private boolean read;
                      @Override public void open(ExecutionContext context) { read = context.containsKey("read"); }
                      @Override public void update(ExecutionContext context) { context.put("read", true); }
                      @Override public Row read() {
                        if (read) { return null; }
                        read = true;
                        byte[] bytes = options.text().getBytes();
                        Block block = new Block("hello", bytes, new int[] {0}, new int[] {bytes.length});
                        return Row.of(schema, block, new Row.Extent(0, 0, bytes.length, 1, 0));
                      }
                    };
                  }
                };
              }
            }
            """;

    private static final String TRANSFORM = """
            package com.example;
            import io.nightload.part.*;
            import io.nightload.row.*;
            @Part(name = "nothing", description = "Hands rows on.", example = "nothing: {}")
            public final class NothingTransform implements Transform<NothingTransform.Options> {
              public record Options() {}
              @Override public Plan plan(Options options, Schema input, Planning planning) {
                return new Plan() {
                  @Override public Schema schema() { return input; }
                  @Override public Stage stage(StepRuntime runtime) { return (row, next) -> next.row(row); }
                };
              }
            }
            """;

    private static final String TARGET = """
            package com.example;
            import io.nightload.part.*;
            import io.nightload.row.*;
            import org.springframework.batch.infrastructure.item.*;
            import org.springframework.jdbc.core.JdbcTemplate;
            @Part(name = "shout", description = "Writes in capitals.", example = "shout: {}")
            public final class ShoutTarget implements TargetPart<ShoutTarget.Options> {
              public record Options() {}
              @Override public Plan plan(Options options, Schema input, Planning planning) {
                return new Plan() {
                  @Override public String description() { return "a shout"; }
                  @Override public boolean appends() { return true; }
                  @Override public ItemStreamWriter<Row> writer(StepRuntime runtime) {
                    return chunk -> {
                      for (Row row : chunk) {
                        new JdbcTemplate(runtime.target()).update("INSERT INTO public.shout VALUES (upper(?))", row.value(0));
                        runtime.counts().add(Counts.Kind.INSERTED, 1);
                      }
                    };
                  }
                };
              }
            }
            """;

    @Test
    void aSourceATransformAndATargetOfAThirdPartyLoadAndRun(TestDatabase database, @TempDir Path folder)
            throws IOException {
        database.execute("CREATE TABLE public.shout (t text)");
        Project project = new Project(folder).job("greet", """
                steps:
                  - name: greet
                    source: { hello: { text: good night } }
                    transform:
                      - nothing: {}
                    target: { shout: {} }
                """);
        jar(project.home(), Map.of("HelloSource", SOURCE, "NothingTransform", TRANSFORM, "ShoutTarget", TARGET));

        Program.Ended ended = project.program(database).run("run", "greet");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(database.query("SELECT t FROM public.shout")).containsExactly("GOOD NIGHT");
    }

    /** Compiles the classes against the program and packs them as a third party would. */
    private static void jar(Path home, Map<String, String> classes) throws IOException {
        Path work = Files.createDirectories(home.resolve("work/com/example"));
        StringBuilder names = new StringBuilder();
        for (Map.Entry<String, String> each : classes.entrySet()) {
            Path java = Files.writeString(work.resolve(each.getKey() + ".java"), each.getValue());
            names.append("com.example.").append(each.getKey()).append('\n');
            int failed = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), java.toString());
            assertThat(failed).as(each.getKey()).isZero();
        }
        Path jar = Files.createDirectories(home.resolve("lib")).resolve("example.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                var compiled = Files.list(work)) {
            for (Path path :
                    compiled.filter(path -> path.toString().endsWith(".class")).toList()) {
                out.putNextEntry(new JarEntry("com/example/" + path.getFileName()));
                out.write(Files.readAllBytes(path));
            }
            out.putNextEntry(new JarEntry("META-INF/spring/io.nightload.part.Part.imports"));
            out.write(names.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void anotherDatabaseIsReadByItsDriver(TestDatabase database, @TempDir Path folder) throws Exception {
        String url = "jdbc:h2:" + folder.resolve("old");
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE things (region INT, id INT PRIMARY KEY, price DECIMAL(9,2), made TIMESTAMP,"
                    + " \"Odd Name\" VARCHAR(20), data VARBINARY(9), ok BOOLEAN, born DATE)");
            statement.execute("INSERT INTO things SELECT CASE WHEN x % 3 > 0 THEN x % 3 END, x, x / 4.0,"
                    + " TIMESTAMP '2026-11-21 01:02:03', 'ä' || x, X'00ff', x % 2 = 0, DATE '2026-11-21'"
                    + " FROM SYSTEM_RANGE(1, 1000)");
        }
        database.execute(
                "CREATE TABLE public.things (id int PRIMARY KEY, region int, price numeric(9,2), made timestamp,"
                        + " \"Odd Name\" text, data bytea, ok boolean, born date)");
        Project project = new Project(folder)
                .file(
                        "nightload.yaml",
                        "project: p\nconnections:\n  old: { url: '" + url + "', username: sa, password: '' }\n");
        Files.copy(driver(), Files.createDirectories(folder.resolve("lib")).resolve("h2.jar"));

        for (String read : List.of("paging", "cursor")) {
            project.job(read, """
                    steps:
                      - name: things
                        source: { table: { name: things, connection: old, key: [region desc, id], read: %s, fetch_size: 90 } }
                        target: { table: { name: public.things, mode: upsert, key: [id] } }
                        chunk: 130
                    """.formatted(read));
            Program.Ended ended = project.program(database).run("run", read);

            assertThat(ended.exitCode()).as(ended.all()).isZero();
            assertThat(database.query(
                            "SELECT count(*), count(region), sum(price), min(made), bool_and(data = '\\x00ff'), bool_or(ok),"
                                    + " min(born), max(\"Odd Name\") FROM public.things WHERE id > 0"))
                    .containsExactly("1000|667|125125.00|2026-11-21 01:02:03|t|t|2026-11-21|ä999");
            database.execute("DELETE FROM public.things");
        }
    }

    private static Path driver() throws URISyntaxException {
        return Path.of(
                Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
