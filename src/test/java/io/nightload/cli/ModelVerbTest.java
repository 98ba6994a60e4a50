package io.nightload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.cli.text.Output;
import io.nightload.cli.text.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabaseExtension.class)
class ModelVerbTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final TestDatabase database;

    @TempDir
    private Path home;

    ModelVerbTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeAll
    static void aShop(TestDatabase database) {
        database.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.customers (id int PRIMARY KEY, name text);
                CREATE TABLE shop.orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES shop.customers)""");
    }

    @BeforeEach
    void aProject() throws IOException {
        Files.writeString(home.resolve("nightload.yaml"), "project: test\n");
    }

    @Test
    void theAssociationsAroundATableAreListed() {
        assertThat(run("model", "shop.orders")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                shop.orders, key id
                  id integer, customer_id integer

                association  cardinality          entity          joined on         foreign key
                customer     many-to-one, always  shop.customers  customer_id = id  orders_customer_id_fkey
                """);
    }

    @Test
    void theEntitiesBehindThemAreListedAsFarAsIsAsked() {
        assertThat(run("model", "shop.orders", "--depth", "2")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines().skip(3).map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "association|cardinality|entity|joined on|foreign key",
                        "customer|many-to-one, always|shop.customers|customer_id = id|orders_customer_id_fkey",
                        "customer.orders|one-to-many|shop.orders|id = customer_id|orders_customer_id_fkey");
    }

    @Test
    void anotherProgramReadsItAsJson() {
        assertThat(run("model", "shop.orders", "--output", "json")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"path\" : \"customer\"", "\"cardinality\" : \"many-to-one\"", "\"optional\" : false");
    }

    @Test
    void aTableThatIsNotThereIsRefusedWithTheNearest() {
        assertThat(run("model", "shop.order")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("there is no table shop.order: did you mean 'shop.orders'?");
    }

    private int run(String... arguments) {
        Output output = new Output(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                Terminal.PIPE,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.PIPE);
        Map<String, String> environment = Map.of(
                "NIGHTLOAD_CONNECTIONS_TARGET_URL", database.url(),
                "NIGHTLOAD_CONNECTIONS_TARGET_USERNAME", database.username(),
                "NIGHTLOAD_CONNECTIONS_TARGET_PASSWORD", database.password());
        return new Cli(output, environment, home, Clock.systemUTC()).execute(arguments);
    }
}
