package io.nightload.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.nightload.connection.DatabaseSource;
import io.nightload.connection.SessionState;
import io.nightload.pool.guard.ChunkGuard;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one step, or of the job repository, to one database.
 *
 * <p>They live exactly as long as their owner: a pool that replaced one in between would give the writer another backend
 * than the one that its checkpoint names.
 */
public final class ConnectionPool implements AutoCloseable {

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(30);

    /** The place of a session that was closed a moment ago, the one that counted for instance, may not be free yet. */
    private static final Duration FIRST_CONNECTION_TIMEOUT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);

    private final HikariDataSource pool;
    private final Lending lending = new Lending();
    private final List<WriterSeat> seats = new CopyOnWriteArrayList<>();

    /**
     * Opens the pool.
     *
     * @param name for people and {@code pg_stat_activity}: job, step and connection
     * @param size connections, at least 1
     */
    public ConnectionPool(String name, DataSource connections, int size) {
        this(name, connections, size, new QueueWait());
    }

    /** @param queueWait where the waiting for a connection is counted */
    ConnectionPool(String name, DataSource connections, int size, QueueWait queueWait) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(ApplicationName.named(connections, name));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setIdleTimeout(0);
        config.setMaxLifetime(0);
        config.setKeepaliveTime(0);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        config.setInitializationFailTimeout(FIRST_CONNECTION_TIMEOUT.toMillis());
        config.setMetricsTrackerFactory((pool, stats) -> queueWait);
        this.pool = new HikariDataSource(config);
    }

    /** Opens so many connections now, so that no worker waits for another's to be opened. */
    void fill(int connections) throws SQLException {
        List<Connection> opened = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                opened.add(pool.getConnection());
            }
        } finally {
            for (Connection connection : opened) {
                connection.close();
            }
        }
    }

    /** Its connections as they are, neither counted nor guarded, for what is no step of rows. */
    public DataSource dataSource() {
        return pool;
    }

    /**
     * Its connections for reading, each with a transaction of its own, the same data source as long as it is kept. What a
     * reader sets of its session, such as a time zone, ends with its loan: the next one to take it may be a writer.
     */
    public DataSource readers(ChunkGuard guard) {
        DatabaseSource readers = () -> {
            Connection connection = pool.getConnection();
            SessionState before = SessionState.of(connection);
            return lending.lend(connection, guard, false, lent -> giveBack(lent, before));
        };
        return readers;
    }

    private void giveBack(Connection connection, SessionState before) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try {
            before.restore(connection);
            connection.close();
        } catch (SQLException e) {
            LOG.debug("{}: a reader's connection cannot be used again", pool.getPoolName(), e);
            pool.evictConnection(connection);
        }
    }

    /**
     * Its connections for writing, of which one is kept for the writer: the checkpoint names its backend. A second one
     * that is asked for meanwhile is another.
     */
    public DataSource writer(ChunkGuard guard) {
        return seat(guard);
    }

    WriterSeat seat(ChunkGuard guard) {
        WriterSeat seat = new WriterSeat(pool, lending, guard);
        seats.add(seat);
        return seat;
    }

    /** Whether one died that is in use, or was since this was asked before. */
    boolean hasLost() {
        return lending.hasLost() || seats.stream().anyMatch(WriterSeat::isLost);
    }

    /**
     * Closes all connections, also those in the making: an interrupt waits until that is done.
     *
     * @throws LeakedConnectionException if some were not given back; they are closed too
     */
    @Override
    public void close() {
        List<String> leaks = lending.recall();
        seats.forEach(WriterSeat::leave);
        boolean interrupted = Thread.interrupted();
        pool.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!leaks.isEmpty()) {
            throw new LeakedConnectionException(pool.getPoolName(), leaks);
        }
    }
}
