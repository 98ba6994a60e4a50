package io.nightload.connection;

import io.nightload.spec.ConnectionSpec;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens one connection as every session of Nightload has to be. */
final class Opening {

    /** The first PostgreSQL that knows {@code client_connection_check_interval}. */
    private static final int CHECKS_ITS_CLIENTS = 14;

    static final int CONNECT_TIMEOUT_SECONDS = 10;

    private static final Map<String, String> DEFAULTS = Map.of(
            "ApplicationName", "nightload",
            "tcpKeepAlive", "true",
            "connectTimeout", String.valueOf(CONNECT_TIMEOUT_SECONDS),
            "reWriteBatchedInserts", "true",
            // Lets the driver send the application's name with the first packet instead of a statement of its own.
            "assumeMinServerVersion", "12");

    /** What the driver logs it throws as well. Kept here, or the setting would be lost with the logger. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    static {
        DRIVER.setLevel(Level.OFF);
    }

    private Opening() {}

    static Connection open(ConnectionSpec spec) throws ConnectionException {
        try {
            Connection connection =
                    isPostgres(spec) ? DriverManager.getConnection(spec.url(), properties(spec)) : connect(spec);
            prepare(connection, spec);
            return connection;
        } catch (SQLException e) {
            throw ConnectionException.refused(spec, e);
        }
    }

    /** By a driver of the class path or of the project's {@code lib/}, where {@code DriverManager} finds none. */
    private static Connection connect(ConnectionSpec spec) throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class)) {
            @Nullable
            Connection connection = driver.acceptsURL(spec.url()) ? driver.connect(spec.url(), properties(spec)) : null;
            if (connection != null) {
                return connection;
            }
        }
        throw new SQLException("no driver takes this URL", "08001");
    }

    static boolean isPostgres(ConnectionSpec spec) {
        return spec.url().startsWith("jdbc:postgresql:");
    }

    private static Properties properties(ConnectionSpec spec) {
        Properties properties = new Properties();
        if (isPostgres(spec)) {
            properties.putAll(DEFAULTS);
        }
        if (spec.username() != null) {
            properties.setProperty("user", spec.username());
        }
        if (spec.password() != null) {
            properties.setProperty("password", spec.password());
        }
        properties.putAll(spec.properties());
        return properties;
    }

    /**
     * The settings go by SET, not by the start packet's options: a server that does not know one would refuse the
     * connection, and so would a connection pooler in between.
     */
    private static void prepare(Connection connection, ConnectionSpec spec) throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings(connection) + "; " + Pooler.SESSION);
            if (Pooler.standsBefore(connection, number(statement)) && isMixed(connection, spec)) {
                throw Pooler.refusal();
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The only value of the last statement's only row. */
    private static int number(Statement statement) throws SQLException {
        while (statement.getResultSet() == null) {
            statement.getMoreResults();
        }
        try (ResultSet row = statement.getResultSet()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static boolean isMixed(Connection connection, ConnectionSpec spec) throws SQLException {
        try (Connection other = DriverManager.getConnection(spec.url(), properties(spec))) {
            return Pooler.mixes(connection, other);
        }
    }

    /** What every session of PostgreSQL is set to, as statements. */
    static String settings(Connection connection) throws SQLException {
        boolean checks = connection.getMetaData().getDatabaseMajorVersion() >= CHECKS_ITS_CLIENTS;
        return "SET client_min_messages = warning" + (checks ? "; SET client_connection_check_interval = '5s'" : "");
    }
}
