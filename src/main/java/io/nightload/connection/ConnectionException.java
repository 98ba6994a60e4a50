package io.nightload.connection;

import io.nightload.connection.embedded.EmbeddedPostgresException;
import io.nightload.spec.ConnectionSpec;
import java.sql.SQLException;

/**
 * A database that could not be reached or that refused the connection. Its message is for people: which connection, set
 * where, the server's or the network's reason, and what to check. It is an {@link SQLException} with the cause's
 * SQLSTATE, so that what retries on those retries here too.
 */
public final class ConnectionException extends SQLException {

    private static final long serialVersionUID = 1;

    private final String connection;

    ConnectionException(String connection, String message, SQLException cause) {
        super(message, cause.getSQLState(), cause);
        this.connection = connection;
    }

    ConnectionException(String connection, String message, Exception cause) {
        super(message, "08001", cause);
        this.connection = connection;
    }

    static ConnectionException refused(ConnectionSpec spec, SQLException cause) {
        Diagnosis diagnosis = Diagnosis.of(cause);
        String user = spec.username() == null ? "" : " as user " + spec.username();
        return new ConnectionException(
                spec.name(),
                "connection %s to %s%s: %s; %s (the connection is set by %s)"
                        .formatted(
                                spec.name(),
                                ShownUrl.of(spec.url()),
                                user,
                                diagnosis.reason(),
                                diagnosis.advice(),
                                spec.where()),
                cause);
    }

    /**
     * Whether another try changes nothing: a wrong user or password (class 28), a database that does not exist (3D), or no
     * PostgreSQL that could be started here.
     */
    public boolean isLasting() {
        String state = String.valueOf(getSQLState());
        return state.startsWith("28")
                || state.startsWith("3D")
                || (getCause() instanceof EmbeddedPostgresException embedded && embedded.isLasting());
    }

    /** The connection's name in {@code nightload.yaml}: {@code target}, {@code control}, or another. */
    public String connection() {
        return connection;
    }
}
