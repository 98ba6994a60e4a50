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
    private final boolean lasting;

    private ConnectionException(String connection, String message, SQLException cause, boolean lasting) {
        super(message, cause.getSQLState(), cause);
        this.connection = connection;
        this.lasting = lasting;
    }

    ConnectionException(String connection, EmbeddedPostgresException cause) {
        super("connection %s: %s".formatted(connection, cause.getMessage()), "08001", cause);
        this.connection = connection;
        this.lasting = cause.isLasting();
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
                cause,
                diagnosis.lasting());
    }

    /** Whether another try changes nothing until a person has changed something: a wrong password, an unknown certificate. */
    public boolean isLasting() {
        return lasting;
    }

    /** The connection's name in {@code nightload.yaml}: {@code target}, {@code control}, or another. */
    public String connection() {
        return connection;
    }
}
