package io.nightload.pool;

import io.nightload.connection.DatabaseSource;
import io.nightload.connection.SessionState;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.pool.guard.WatchedConnection;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections for many short looks in a row: the last one that was given back is kept for whoever asks for the same database next, and closed
 * before one to another database is opened, so that a look meets no more open ones than where each opens its own.
 */
public final class ReusedConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReusedConnections.class);

    private final ChunkGuard guard = new ChunkGuard("planning", null); // nobody asks what it counts
    private @Nullable Idle idle;
    private boolean keepsNone;

    private record Idle(String name, Connection connection) {}

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
        @Nullable Idle kept;
        synchronized (this) {
            kept = idle;
            idle = null;
        }
        if (kept != null && kept.name().equals(name)) {
            return kept.connection();
        }
        close(kept);
        return connections.getConnection();
    }

    private void giveBack(String name, Connection connection, SessionState before) {
        Idle back = new Idle(name, connection);
        if (!isUsable(back, before) || !isKept(back)) {
            close(back);
        }
    }

    private static boolean isUsable(Idle back, SessionState before) {
        try {
            before.restore(back.connection());
            return !back.connection().isClosed();
        } catch (SQLException e) {
            LOG.debug("a connection to {} cannot be used again", back.name(), e);
            return false;
        }
    }

    private synchronized boolean isKept(Idle back) {
        if (keepsNone || idle != null) {
            return false;
        }
        idle = back;
        return true;
    }

    /** Closes the one that is kept, before somebody counts what a server has left. From then on each is new. */
    public synchronized void keepNone() {
        keepsNone = true;
        close(idle);
        idle = null;
    }

    @Override
    public void close() {
        keepNone();
    }

    private static void close(@Nullable Idle connection) {
        try {
            if (connection != null) {
                connection.connection().close();
            }
        } catch (SQLException e) {
            LOG.debug("closing a connection to {}", connection.name(), e);
        }
    }
}
