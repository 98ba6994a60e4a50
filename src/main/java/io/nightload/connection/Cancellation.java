package io.nightload.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends from another thread whatever some connections are doing: statements, COPYs and fetches of a cursor. Safe for any thread.
 */
public final class Cancellation {

    private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    /** The same connections; those that are opened through it are cancelled. */
    public DataSource of(DataSource connections) {
        DatabaseSource cancellable = () -> {
            Connection connection = connections.getConnection();
            open.removeIf(Cancellation::isClosed); // a run opens some for each attempt of each step
            open.add(connection);
            return connection;
        };
        return cancellable;
    }

    /**
     * Cancels what runs now. What is sent a moment later runs, so it is to be asked again until its callers have ended. A
     * connection that is no PostgreSQL's cannot be cancelled and is closed.
     */
    public void cancel() {
        for (Connection connection : open) {
            try {
                if (connection.isWrapperFor(PGConnection.class)) {
                    connection.unwrap(PGConnection.class).cancelQuery(); // of a closed one it does nothing
                } else {
                    connection.abort(Runnable::run);
                }
            } catch (SQLException e) {
                LOG.debug("cancelling what a connection does", e);
            }
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            LOG.debug("asking whether a connection is closed", e);
            return false;
        }
    }
}
