package io.nightload.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** What a session was like before it was lent, so that the next one to use it finds nothing of what the last one set. */
public final class SessionState {

    private static final String NAME = "ApplicationName";

    private final boolean isPostgres;
    private final String name;
    private final int prepareThreshold;

    private SessionState(boolean isPostgres, String name, int prepareThreshold) {
        this.isPostgres = isPostgres;
        this.name = name;
        this.prepareThreshold = prepareThreshold;
    }

    /** That of a session as it is now. Asks the driver, not the server. */
    public static SessionState of(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class)
                ? new SessionState(
                        true,
                        String.valueOf(connection.getClientInfo(NAME)),
                        connection.unwrap(PGConnection.class).getPrepareThreshold())
                : new SessionState(false, "", 0);
    }

    /** Whether all that was set can be undone. */
    public boolean isPostgres() {
        return isPostgres;
    }

    /** Rolls back what is open and sets all settings to what they were when the session was opened: one round trip. */
    public void restore(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        connection.setReadOnly(false);
        if (!isPostgres) {
            return;
        }
        connection.unwrap(PGConnection.class).setPrepareThreshold(prepareThreshold);
        String sql = "RESET ALL; " + Opening.settings(connection)
                + "; SELECT pg_catalog.set_config('application_name', ?, false)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.execute();
        }
    }
}
