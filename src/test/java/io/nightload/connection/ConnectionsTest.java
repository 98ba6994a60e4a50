package io.nightload.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabaseExtension.class)
class ConnectionsTest {

    private static final String SHOW =
            "SELECT current_setting('application_name'), current_setting('client_connection_check_interval'),"
                    + " current_setting('client_min_messages')";

    @TempDir
    Path home;

    private Connections connections(ConnectionSpec... specs) {
        Map<String, ConnectionSpec> byName =
                Arrays.stream(specs).collect(Collectors.toMap(ConnectionSpec::name, Function.identity()));
        return new Connections(settings(byName), note -> {});
    }

    private static ConnectionSpec spec(String name, String url, @Nullable String user, @Nullable String password) {
        return new ConnectionSpec(name, url, user, password, Map.of(), "nightload.yaml:3:5");
    }

    private static ConnectionSpec target(TestDatabase database) {
        return spec("target", database.url(), database.username(), database.password());
    }

    private ThrowableAssertAlternative<ConnectionException> refusal(ConnectionSpec spec) {
        try (Connections connections = connections(spec)) {
            return assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> connections.dataSource(spec.name()).getConnection());
        }
    }

    @Test
    void everySessionSaysWhoItIsAndNoticesADeadClient(TestDatabase database) throws SQLException {
        try (Connections connections = connections(target(database));
                var connection = connections.dataSource("target").getConnection();
                var rows = connection.createStatement().executeQuery(SHOW)) {
            rows.next();

            assertThat(rows.getString(1)).isEqualTo("nightload");
            assertThat(rows.getString(2)).isEqualTo("5s");
            assertThat(rows.getString(3)).isEqualTo("warning");
        }
    }

    @Test
    void aPropertyInTheSettingsWins(TestDatabase database) throws SQLException {
        ConnectionSpec spec = new ConnectionSpec(
                "target",
                database.url(),
                database.username(),
                database.password(),
                Map.of("ApplicationName", "the night"),
                "nightload.yaml:3:5");

        try (Connections connections = connections(spec);
                var connection = connections.dataSource("target").getConnection();
                var rows = connection.createStatement().executeQuery(SHOW)) {
            rows.next();

            assertThat(rows.getString(1)).isEqualTo("the night");
        }
    }

    @Test
    void controlIsTheTargetWhereNothingSetsIt(TestDatabase database) {
        try (Connections connections = connections(target(database))) {
            assertThat(connections.describe("control")).isEqualTo(database.url());
            assertThat(connections.describe("control")).isEqualTo(connections.describe("target"));
        }
    }

    @Test
    void controlMayBeAnotherDatabase(TestDatabase database) throws SQLException {
        TestDatabase other = database.another();
        ConnectionSpec control = spec("control", other.url(), other.username(), other.password());

        try (Connections connections = connections(target(database), control);
                var connection = connections.dataSource("control").getConnection()) {
            assertThat(connection.getMetaData().getURL()).isEqualTo(other.url());
            assertThat(connections.describe("control")).isNotEqualTo(connections.describe("target"));
        }
    }

    @Test
    void anUnknownNameIsAnErrorThatNamesTheKnownOnes(TestDatabase database) {
        try (Connections connections = connections(target(database))) {
            assertThatThrownBy(() -> connections.dataSource("erp"))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage(
                            "no connection is called erp, only control, target: add it under connections in nightload.yaml");
        }
    }

    @Test
    void aPortWhereNothingListensIsSaid() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/shop";

        refusal(spec("target", url, "loader", "geheim"))
                .withMessage("connection target to " + url + " as user loader: nothing accepts connections there"
                        + " (connection refused); check that the server runs, that host and port are right, and that it"
                        + " listens on that address (the connection is set by nightload.yaml:3:5)")
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08001"));
    }

    @Test
    void aWrongPasswordIsSaidAndNotShown(TestDatabase database) {
        ConnectionSpec wrong = spec("target", database.url() + "?password=geheim", database.username(), null);

        refusal(wrong)
                .withMessageContaining("?password=*** as user nightload: FATAL: password authentication failed")
                .withMessageContaining("check the user's name and password")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("geheim"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void aDatabaseThatDoesNotExistIsSaid(TestDatabase database) {
        String url = database.url().replaceFirst("/[^/]*$", "/nirgends");

        refusal(spec("target", url, database.username(), database.password()))
                .withMessageContaining("database \"nirgends\" does not exist")
                .withMessageContaining("create the database");
    }

    @Test
    void aDatabaseWithoutADriverIsSaid() {
        refusal(spec("erp", "jdbc:oracle:thin:@//erp/x", "scott", "tiger"))
                .withMessageContaining(
                        "connection erp to jdbc:oracle:thin:@//erp/x as user scott: no driver takes this URL")
                .withMessageContaining("check that the URL is right, and that the driver's jar is in the folder lib/");
    }

    private Settings settings(Map<String, ConnectionSpec> byName) {
        return new Settings(home, "test", null, ZoneId.of("UTC"), Map.of(), byName);
    }
}
