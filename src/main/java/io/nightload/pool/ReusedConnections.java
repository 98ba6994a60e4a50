package io.nightload.pool;

import io.nightload.connection.DatabaseSource;
import io.nightload.connection.SessionState;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.pool.guard.WatchedConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections for many short looks in a row: one of each database is kept when it is given back, for whoever asks next. Who asks while
 * it is out gets a new one, so that no more are open at once than are in use, and one idle. Once this is closed, each is new.
 */
public final class ReusedConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReusedConnections.class);

    private final Map<String, Connection> idle = new HashMap<>();
    private final ChunkGuard guard = new ChunkGuard("planning", null); // nobody asks what it counts
    private boolean closed;

    /**
     * @param name of the database
     * @param connections new ones to it
     */
    public DataSource of(String name, DataSource connections) {
        DatabaseSource reused = () -> {
            Connection connection = take(name, connections);
            SessionState before = SessionState.of(connection);
            if (!before.isPostgres()) {
                return connection; // not all that a look sets is known
            }
            return WatchedConnection.of(connection, guard, false, () -> giveBack(name, connection, before));
        };
        return reused;
    }

    private Connection take(String name, DataSource connections) throws SQLException {
        Connection kept;
        synchronized (this) {
            kept = idle.remove(name);
        }
        return kept == null ? connections.getConnection() : kept;
    }

    private void giveBack(String name, Connection connection, SessionState before) throws SQLException {
        if (isUsable(name, connection, before) && isKept(name, connection)) {
            return;
        }
        connection.close();
    }

    private static boolean isUsable(String name, Connection connection, SessionState before) {
        try {
            before.restore(connection);
            return !connection.isClosed();
        } catch (SQLException e) {
            LOG.debug("a connection to {} cannot be used again", name, e);
            return false;
        }
    }

    private synchronized boolean isKept(String name, Connection connection) {
        return !closed && idle.putIfAbsent(name, connection) == null;
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach((name, connection) -> {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("closing a connection to {}", name, e);
            }
        });
        idle.clear();
    }
}
