package io.nightload.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The connections of one step, or of the job repository, to one database.
 *
 * <p>They live exactly as long as their owner: a pool that replaced one in between would give the writer another backend
 * than the one that its checkpoint names.
 */
public final class ConnectionPool implements AutoCloseable {

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(30);

    private final HikariDataSource pool;
    private final QueueWait queueWait = new QueueWait();

    /**
     * Opens the pool.
     *
     * @param name for people and {@code pg_stat_activity}: job, step and connection
     * @param size connections, at least 1
     */
    public ConnectionPool(String name, DataSource connections, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(connections);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setIdleTimeout(0);
        config.setMaxLifetime(0);
        config.setKeepaliveTime(0);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        config.setMetricsTrackerFactory((pool, stats) -> queueWait);
        this.pool = new HikariDataSource(config);
    }

    public DataSource dataSource() {
        return pool;
    }

    public QueueWait queueWait() {
        return queueWait;
    }

    @Override
    public void close() {
        pool.close();
    }
}
