package io.nightload.bench;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.postgresql.PGConnection;

/** The server that a benchmark loads from and into. */
record BenchDatabase(String url, String username, String password) {

    Connection open() throws SQLException {
        return DriverManager.getConnection(url, username, password);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String value(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    /** Loads by {@code COPY … FROM STDIN}; returns the number of rows. */
    long copy(String sql, InputStream rows) throws SQLException, IOException {
        try (Connection connection = open()) {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, rows);
        }
    }

    /** The content of a table, whatever order its rows lie in. */
    String hash(String table) throws SQLException {
        return value("SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM " + table
                + " t");
    }

    /** How a process of Nightload finds it. */
    Map<String, String> environment() {
        return Map.of(
                "NIGHTLOAD_CONNECTIONS_TARGET_URL",
                url,
                "NIGHTLOAD_CONNECTIONS_TARGET_USERNAME",
                username,
                "NIGHTLOAD_CONNECTIONS_TARGET_PASSWORD",
                password);
    }
}
