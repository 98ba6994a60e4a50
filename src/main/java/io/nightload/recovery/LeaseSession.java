package io.nightload.recovery;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.run.BusyException;
import io.nightload.run.Patience;
import io.nightload.spec.LeaseTimes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
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

    private static final String MINE = " AND backend_pid = pg_catalog.pg_backend_pid()";

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
        return sign();
    }

    private int sign() {
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

    /**
     * Takes the lock for a process that has lost it with its session.
     *
     * @return as {@link #lock}; empty where another process has had it since, so that the work is no longer this one's
     */
    OptionalInt lockAgain(Patience patience) {
        new Claim(jdbc, work, patience).take();
        if (isLastOfThisProcess()) {
            return OptionalInt.of(sign());
        }
        jdbc.execute("SELECT pg_catalog.pg_advisory_unlock_all()");
        return OptionalInt.empty();
    }

    /** A process takes its name away only at its end, or puts it in the place of another's. */
    private boolean isLastOfThisProcess() {
        return !jdbc.queryForList(
                        "SELECT 1 FROM nightload.lease" + WORK + " AND (process, machine, born) = (?, ?, ?)",
                        work.project(),
                        work.job(),
                        work.identity(),
                        ProcessHandle.current().pid(),
                        ThisProcess.machine(),
                        ThisProcess.born())
                .isEmpty();
    }

    /** Where another session has the lease, it says nothing: that execution would be shown as alive as long as the other one is. */
    void running(long executionId) {
        jdbc.update(
                "UPDATE nightload.lease SET execution_id = ?" + WORK + MINE,
                executionId,
                work.project(),
                work.job(),
                work.identity());
    }

    /** Returns whether the lease is this session's. */
    boolean beat() {
        return jdbc.update(
                        "UPDATE nightload.lease SET heartbeat = pg_catalog.clock_timestamp()" + WORK + MINE,
                        work.project(),
                        work.job(),
                        work.identity())
                > 0;
    }

    Holds holds() {
        return new Holds(jdbc);
    }

    /** Takes back what it has said, and not what another holder has; the lock goes with the session. */
    void giveBack() {
        jdbc.update("DELETE FROM nightload.lease" + WORK + MINE, work.project(), work.job(), work.identity());
    }

    @Override
    public void close() {
        session.destroy();
    }
}
