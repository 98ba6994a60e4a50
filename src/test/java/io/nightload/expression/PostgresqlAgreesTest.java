package io.nightload.expression;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same text goes through the server and through us, and the same text must come out, or both must refuse it. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlAgreesTest {

    /** What PostgreSQL does not have, or writes with other digits, as the function says. */
    private static final Set<String> OURS = Set.of(
            "file_path",
            "line_number",
            "sha1",
            "sha256",
            "sha512",
            "soundex",
            "difference",
            "like",
            "ilike",
            "power",
            "exp",
            "ln",
            "log",
            "date_trunc",
            "sqrt");

    private Connection connection;

    @BeforeAll
    void connect(TestDatabase database) throws SQLException {
        connection = database.dataSource().getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET DateStyle TO 'ISO, YMD'");
            statement.execute("SET IntervalStyle TO 'postgres'");
            statement.execute("SET extra_float_digits TO 1");
            statement.execute("SET TimeZone TO '" + Given.ZONE + "'");
        }
        database.assumeServer(15); // older ones lack regexp_count and its like
    }

    @AfterAll
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void onEveryResult() throws IOException, SQLException {
        List<String> expressions = Stream.concat(examples(), written()).toList();
        List<String> disagreements = new ArrayList<>();
        for (String expression : expressions) {
            String ours = ours(expression);
            String theirs = postgresqls(expression);
            if (!ours.equals(theirs)) {
                disagreements.add(expression + ": ours " + ours + ", PostgreSQL's " + theirs);
            }
        }
        assertThat(disagreements).isEmpty();
    }

    private static Stream<String> written() throws IOException {
        try (InputStream file = PostgresqlAgreesTest.class.getResourceAsStream("expressions.sql")) {
            String text = new String(requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank() && !line.startsWith("--"));
        }
    }

    private static Stream<String> examples() {
        return FunctionLibrary.all().stream()
                .filter(entry -> !OURS.contains(entry.name()))
                .map(entry -> entry.documentation().example());
    }

    /** A constant is computed while it is checked. */
    private static String ours(String expression) {
        Scope scope = new Scope(Given.row().schema(), Map.of(), Given.ZONE);
        List<Refusal> refusals = new ArrayList<>();
        Typed typed = Typed.of("(" + expression + ")::text", scope, refusals::add);
        if (!refusals.isEmpty()) {
            return "refused";
        }
        return typed.node() instanceof Node.Constant constant
                ? String.valueOf(constant.value())
                : String.valueOf(Given.row().valueOf("(" + expression + ")::text"));
    }

    private String postgresqls(String expression) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT (" + expression + ")::text")) {
            result.next();
            return String.valueOf(result.getString(1));
        } catch (SQLException e) {
            return "refused";
        }
    }
}
