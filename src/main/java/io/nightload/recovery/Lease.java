package io.nightload.recovery;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.run.BusyException;
import io.nightload.run.Hold;
import io.nightload.run.RunGuard.Holder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The right of this process to run one piece of work, as long as its connection lives. */
final class Lease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    /** Short enough that an age of a minute means trouble, long enough to cost nothing. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final Duration NETWORK_TIMEOUT = Duration.ofSeconds(30);

    /** Longer than steps try again: where their server is away, the lease's often is too. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String WORK = " WHERE project = ? AND job = ? AND identity = ?";

    private final DataSource control;
    private SingleConnectionDataSource session;
    private JdbcTemplate jdbc;
    private Holds holds;
    private final InstanceKey work;
    private final Holder holder;
    private final ScheduledExecutorService heart;
    private @Nullable InstanceKey instance;
    private long execution;
    private int backend;
    private @Nullable Long lostAt;
    private boolean held;
    private boolean closed;

    private Lease(DataSource control, InstanceKey work, Holder holder) {
        this.control = control;
        this.session = new SingleConnectionDataSource(connect(control), true);
        this.jdbc = new JdbcTemplate(session);
        this.holds = new Holds(jdbc);
        this.work = work;
        this.holder = holder;
        this.heart = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lease");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Takes the lease.
     *
     * @param holder hears once when the connection, and with it the lease, is gone for good, and once of a wish to stop
     * @throws BusyException if another session holds it
     */
    static Lease take(DataSource control, InstanceKey work, Holder holder) {
        Lease lease = new Lease(control, work, holder);
        try {
            lease.lock();
        } catch (RuntimeException e) {
            lease.stop();
            throw e;
        }
        lease.beatFromNowOn();
        return lease;
    }

    /** Its queries take no time: one that does not come back means that the network is gone. */
    private static Connection connect(DataSource control) {
        Connection connection = DataSourceUtils.getConnection(control);
        try {
            connection.setNetworkTimeout(Runnable::run, (int) NETWORK_TIMEOUT.toMillis());
            return connection;
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("preparing the connection of the lease", e);
        }
    }

    private synchronized void lock() {
        Boolean locked = jdbc.queryForObject(LeaseLock.TRY, Boolean.class, work.project(), work.job(), work.identity());
        if (!Boolean.TRUE.equals(locked)) {
            throw new BusyException(work.job(), whoHoldsIt());
        }
        Integer pid = jdbc.queryForObject(
                """
                INSERT INTO nightload.lease (project, job, identity, host, process, started, heartbeat, backend_pid)
                VALUES (?, ?, ?, ?, ?, pg_catalog.clock_timestamp(), pg_catalog.clock_timestamp(),
                  pg_catalog.pg_backend_pid())
                ON CONFLICT (project, job, identity) DO UPDATE SET host = excluded.host, process = excluded.process,
                  started = excluded.started, heartbeat = excluded.heartbeat, backend_pid = excluded.backend_pid,
                  execution_id = NULL
                RETURNING backend_pid""",
                Integer.class,
                work.project(),
                work.job(),
                work.identity(),
                ThisProcess.host(),
                ProcessHandle.current().pid());
        backend = Objects.requireNonNull(pid);
    }

    private String whoHoldsIt() {
        return jdbc
                .query(
                        "SELECT pg_catalog.format('on %s, process %s, since %s UTC, heartbeat %s s ago', host, process,"
                                + " pg_catalog.to_char(started AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'),"
                                + " pg_catalog.round(extract(epoch FROM pg_catalog.clock_timestamp() - heartbeat)::numeric))"
                                + " FROM nightload.lease" + WORK,
                        (row, number) -> row.getString(1),
                        work.project(),
                        work.job(),
                        work.identity())
                .stream()
                .findFirst()
                .orElse("by a process that has just begun");
    }

    synchronized void running(InstanceKey key, long executionId) {
        instance = key;
        execution = executionId;
        jdbc.update(
                "UPDATE nightload.lease SET execution_id = ?" + WORK,
                executionId,
                work.project(),
                work.job(),
                work.identity());
    }

    synchronized Optional<Hold> hold(InstanceKey key) {
        return holds.find(key);
    }

    synchronized void release(InstanceKey key) {
        holds.release(key);
    }

    synchronized void abandon(InstanceKey key, long executionId, String person) {
        holds.abandon(key, executionId, person);
    }

    private void beatFromNowOn() {
        ScheduledFuture<?> beating = heart.scheduleWithFixedDelay(
                this::beat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
        LOG.debug("the lease of job {} beats: {}", work.job(), beating);
    }

    private synchronized void beat() {
        if (closed) {
            return;
        }
        try {
            if (lostAt != null) {
                regain();
            }
            jdbc.update(
                    "UPDATE nightload.lease SET heartbeat = pg_catalog.clock_timestamp()" + WORK,
                    work.project(),
                    work.job(),
                    work.identity());
            hearOfHold();
        } catch (RuntimeException e) {
            missed(e);
        }
    }

    /** The lock went with the session. As long as nobody else has it, it is there to be had again; who may write is told by the fences. */
    private void regain() {
        session.destroy();
        session = new SingleConnectionDataSource(connect(control), true);
        jdbc = new JdbcTemplate(session);
        holds = new Holds(jdbc);
        endOwnSession();
        lock();
        if (instance != null) {
            running(instance, execution);
        }
        lostAt = null;
        LOG.warn("the lease of job {} is regained", work.job());
    }

    /** The server may not have noticed that it is dead. */
    private void endOwnSession() {
        jdbc.query(
                "SELECT pg_catalog.pg_terminate_backend(l.backend_pid, 5000) FROM nightload.lease l" + WORK
                        + " AND backend_pid = ? AND " + LeaseLock.HELD,
                row -> {},
                work.project(),
                work.job(),
                work.identity(),
                backend);
    }

    private void missed(RuntimeException why) {
        long now = System.nanoTime();
        if (lostAt == null) {
            lostAt = now;
            LOG.warn("the connection that holds the lease of job {} is lost: {}", work.job(), why.getMessage());
        } else if (why instanceof BusyException || now - lostAt > PATIENCE.toNanos()) {
            LOG.error("the lease of job {} could not be regained: {}", work.job(), why.getMessage());
            heart.shutdown();
            holder.leaseLost();
        }
    }

    private void hearOfHold() {
        if (instance != null && !held) {
            holds.find(instance).ifPresent(hold -> {
                held = true;
                holder.held(hold);
            });
        }
    }

    /** Gives the lease back. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            jdbc.update("DELETE FROM nightload.lease" + WORK, work.project(), work.job(), work.identity());
        } catch (DataAccessException e) {
            LOG.warn("the lease of job {} was lost before it was given back: {}", work.job(), e.getMessage());
        } finally {
            stop();
        }
    }

    /** The lock goes with the session. */
    private void stop() {
        heart.shutdownNow();
        session.destroy();
    }
}
