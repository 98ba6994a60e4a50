package io.nightload.source.jdbc;

import io.nightload.source.relation.DatabaseDialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.postgresql.PGConnection;

/** Makes a connection ready to read: values come as canonical text, nothing is written, and a cursor stays open. */
final class ReadSession {

    private static final Map<String, String> CANONICAL = Map.of(
            "DateStyle", "ISO, YMD",
            "IntervalStyle", "postgres",
            "bytea_output", "hex",
            "extra_float_digits", "1");

    private ReadSession() {}

    /** @param zone that dates and times in the SQL mean */
    static void prepare(Connection connection, DatabaseDialect dialect, ReadMode mode, ZoneId zone)
            throws SQLException {
        if (dialect.isPostgres()) {
            // A statement that the server keeps would have its rows sent in binary.
            connection.unwrap(PGConnection.class).setPrepareThreshold(0);
            for (Map.Entry<String, String> setting : CANONICAL.entrySet()) {
                set(connection, setting.getKey(), setting.getValue());
            }
            set(connection, "TimeZone", name(zone));
        }
        connection.setReadOnly(true);
        if (mode == ReadMode.CURSOR) {
            if (dialect.isPostgres()) {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            connection.setAutoCommit(false);
        }
    }

    private static void set(Connection connection, String setting, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_catalog.set_config(?, ?, false)")) {
            statement.setString(1, setting);
            statement.setString(2, value);
            statement.execute();
        }
    }

    /** An offset as PostgreSQL takes it: with its own sign, which POSIX turns round. */
    private static String name(ZoneId zone) {
        if (!(zone.normalized() instanceof ZoneOffset offset)) {
            return zone.getId();
        }
        String id = offset.getId();
        return offset.equals(ZoneOffset.UTC)
                ? "UTC"
                : "<" + id + ">" + (id.startsWith("-") ? "+" : "-") + id.substring(1);
    }
}
