package io.nightload.recovery;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.run.BusyException;
import io.nightload.run.Patience;
import io.nightload.spec.LeaseTimes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The connection with which the lock of a lease lives, and what is said over it. */
final class LeaseSession implements AutoCloseable {

    private static final long MOST_MILLIS_TO_END = 5_000;

    private static final String WORK = " WHERE project = ? AND job = ? AND identity = ?";

    private final SingleConnectionDataSource session;
    private final JdbcTemplate jdbc;
    private final InstanceKey work;
    private final LeaseTimes times;

    LeaseSession(DataSource control, InstanceKey work, LeaseTimes times) {
        this.session = new SingleConnectionDataSource(connect(control, times.expiry()), true);
        this.jdbc = new JdbcTemplate(session);
        this.work = work;
        this.times = times;
    }

    /** Its queries take no time: one that does not come back means that the network is gone. */
    private static Connection connect(DataSource control, Duration timeout) {
        Connection connection = DataSourceUtils.getConnection(control);
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(timeout.toMillis()));
            return connection;
        } catch (SQLException e) {
            DataSourceUtils.releaseConnection(connection, control);
            throw new CannotGetJdbcConnectionException("preparing the connection of the lease", e);
        }
    }

    /**
     * Takes the lock, and says who has it.
     *
     * @return the number of the server's process that holds it
     * @throws BusyException if a live process holds it for longer than the patience lasts
     */
    int lock(Patience patience) {
        new Claim(jdbc, work, patience).take();
        @Nullable
        Integer backend = jdbc.queryForObject(
                """
                INSERT INTO nightload.lease (project, job, identity, host, process, machine, born, beats, expiry, started,
                  heartbeat, backend_pid)
                VALUES (?, ?, ?, ?, ?, ?, ?, ? * interval '1 ms', ? * interval '1 ms', pg_catalog.clock_timestamp(),
                  pg_catalog.clock_timestamp(), pg_catalog.pg_backend_pid())
                ON CONFLICT (project, job, identity) DO UPDATE SET host = excluded.host, process = excluded.process,
                  machine = excluded.machine, born = excluded.born, beats = excluded.beats, expiry = excluded.expiry,
                  started = excluded.started, heartbeat = excluded.heartbeat, backend_pid = excluded.backend_pid,
                  execution_id = NULL
                RETURNING backend_pid""",
                Integer.class,
                work.project(),
                work.job(),
                work.identity(),
                ThisProcess.host(),
                ProcessHandle.current().pid(),
                ThisProcess.machine(),
                ThisProcess.born(),
                times.heartbeat().toMillis(),
                times.expiry().toMillis());
        return Objects.requireNonNull(backend);
    }

    /** Ends an earlier session of this process, if it holds the lock: the server may not have noticed that it is dead. */
    void endEarlier(int backend) {
        jdbc.query(
                "SELECT pg_catalog.pg_terminate_backend(l.backend_pid, ?) FROM nightload.lease l" + WORK
                        + " AND backend_pid = ? AND " + LeaseLock.HELD,
                row -> {},
                Math.min(MOST_MILLIS_TO_END, times.expiry().toMillis() / 2), // before the network's timeout
                work.project(),
                work.job(),
                work.identity(),
                backend);
    }

    void running(long executionId) {
        jdbc.update(
                "UPDATE nightload.lease SET execution_id = ?" + WORK,
                executionId,
                work.project(),
                work.job(),
                work.identity());
    }

    void beat() {
        jdbc.update(
                "UPDATE nightload.lease SET heartbeat = pg_catalog.clock_timestamp()" + WORK,
                work.project(),
                work.job(),
                work.identity());
    }

    Holds holds() {
        return new Holds(jdbc);
    }

    /** Takes back what it has said; the lock goes with the session. */
    void giveBack() {
        jdbc.update("DELETE FROM nightload.lease" + WORK, work.project(), work.job(), work.identity());
    }

    @Override
    public void close() {
        session.destroy();
    }
}
