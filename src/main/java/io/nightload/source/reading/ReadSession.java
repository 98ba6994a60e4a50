package io.nightload.source.reading;

import io.nightload.part.StepRuntime;
import io.nightload.source.relation.DatabaseDialect;
import io.nightload.spec.sql.CanonicalText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Map;
import org.postgresql.PGConnection;

/** Makes a connection ready to read: values come as canonical text, nothing is written, and a cursor stays open. */
public final class ReadSession {

    /** What reads on a connection, and closes it in its time. */
    @FunctionalInterface
    public interface Opening<T> {
        T on(Connection connection) throws SQLException;
    }

    private ReadSession() {}

    /**
     * On a new connection of a step.
     *
     * @throws ReadException if there is none, or it cannot be made ready
     */
    public static <T> T open(Reading reading, StepRuntime runtime, Opening<T> opening) {
        try {
            Connection connection = runtime.source(reading.connection()).getConnection();
            try {
                prepare(connection, reading.dialect(), reading.mode(), runtime.zone());
                return opening.on(connection);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new ReadException(reading, e);
        }
    }

    /**
     * The same for a connection that is somebody else's.
     *
     * @param zone that dates and times in the SQL mean
     */
    public static void prepare(Connection connection, DatabaseDialect dialect, ReadMode mode, ZoneId zone)
            throws SQLException {
        if (dialect.isPostgres()) {
            // A statement that the server keeps would have its rows sent in binary.
            connection.unwrap(PGConnection.class).setPrepareThreshold(0);
            for (Map.Entry<String, String> setting :
                    CanonicalText.settings(zone).entrySet()) {
                set(connection, setting.getKey(), setting.getValue());
            }
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
}
