package io.nightload.recovery;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.connection.ServerError;
import io.nightload.run.BusyException;
import io.nightload.run.Hold;
import io.nightload.run.Patience;
import io.nightload.run.RunGuard.Holder;
import io.nightload.spec.LeaseTimes;
import io.nightload.spec.TimeSpan;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The right of this process to run one piece of work, as long as its connection lives, or can be had again. */
final class Lease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final DataSource control;
    private final InstanceKey work;
    private final LeaseTimes times;
    private final Holder holder;
    private final ScheduledExecutorService heart;
    private LeaseSession session;
    private @Nullable InstanceKey instance;
    private long execution;
    private int backend;
    private boolean lost;
    private boolean held;
    private boolean closed;

    private Lease(DataSource control, InstanceKey work, LeaseTimes times, Holder holder) {
        this.control = control;
        this.session = new LeaseSession(control, work, times);
        this.work = work;
        this.times = times;
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
     * @throws BusyException if a live process holds it for longer than the patience lasts
     */
    static Lease take(DataSource control, InstanceKey work, LeaseTimes times, Patience patience, Holder holder) {
        Lease lease = new Lease(control, work, times, holder);
        try {
            lease.lock(patience);
        } catch (RuntimeException e) {
            lease.stop();
            throw e;
        }
        lease.beatFromNowOn();
        return lease;
    }

    private synchronized void lock(Patience patience) {
        backend = session.lock(patience);
    }

    /** @throws BusyException if its connection is gone, as that of a process is which was taken over while it stood still */
    synchronized void requireHeld() {
        if (!isHeld()) {
            throw new BusyException(work.job(), "by another process, which may have taken over from this one");
        }
    }

    private boolean isHeld() {
        try {
            return session.beat();
        } catch (DataAccessException e) {
            LOG.debug("connection control is lost: {}", ServerError.reason(e));
            return false;
        }
    }

    /** Who has taken it from this process and lives; empty where nobody has, or where the control database does not say. */
    synchronized Optional<String> rival() {
        if (isHeld()) {
            return Optional.empty();
        }
        try {
            return new JdbcTemplate(control)
                    .query(Occupant.FIND, Occupant::read, work.project(), work.job(), work.identity()).stream()
                            .filter(other -> other.backendPid() != backend && !other.isGone() && !other.isExpired())
                            .map(Occupant::who)
                            .findFirst();
        } catch (DataAccessException e) {
            LOG.warn("who has the lease of job {} cannot be seen: {}", work.job(), ServerError.reason(e));
            return Optional.empty();
        }
    }

    synchronized void running(InstanceKey key, long executionId) {
        instance = key;
        execution = executionId;
        session.running(executionId);
    }

    synchronized Optional<Hold> hold(InstanceKey key) {
        return session.holds().find(key);
    }

    synchronized void release(InstanceKey key) {
        session.holds().release(key);
    }

    synchronized void abandon(InstanceKey key, long executionId, String person) {
        session.holds().abandon(key, executionId, person);
    }

    private void beatFromNowOn() {
        long millis = times.heartbeat().toMillis();
        ScheduledFuture<?> beating = heart.scheduleWithFixedDelay(this::beat, millis, millis, TimeUnit.MILLISECONDS);
        LOG.debug("the lease of job {} beats: {}", work.job(), beating);
    }

    private synchronized void beat() {
        if (closed) {
            return;
        }
        try {
            if (lost && !isRegained()) {
                end("another process has had it since");
                return;
            }
            session.beat();
            hearOfHold();
        } catch (RuntimeException e) {
            missed(e);
        }
    }

    /**
     * The lock went with the session. As long as nobody else has it, it is there to be had again, however long its server is
     * away: who may write is told by the fences. Where somebody has had it meanwhile, the work was taken over, and may be complete.
     */
    private boolean isRegained() {
        session.close();
        session = new LeaseSession(control, work, times);
        session.endEarlier(backend);
        OptionalInt locked = session.lockAgain(new Patience(Duration.ZERO, () -> true, note -> LOG.warn("{}", note)));
        if (locked.isEmpty()) {
            return false;
        }
        backend = locked.getAsInt();
        if (instance != null) {
            session.running(execution);
        }
        lost = false;
        LOG.warn("connection control is open again, and holds the lease of job {}", work.job());
        return true;
    }

    private void missed(RuntimeException why) {
        if (!lost) {
            lost = true;
            LOG.warn(
                    "connection control, which holds the lease of job {}, is lost: {}; the run goes on, and it is opened again in {}",
                    work.job(),
                    ServerError.reason(why),
                    TimeSpan.text(times.heartbeat()));
        } else if (why instanceof BusyException) {
            end(String.valueOf(why.getMessage()));
        }
    }

    private void end(String why) {
        LOG.error("the lease of job {} is lost, and the run ends: {}", work.job(), why);
        heart.shutdown();
        holder.leaseLost();
    }

    private void hearOfHold() {
        if (instance != null && !held) {
            session.holds().find(instance).ifPresent(hold -> {
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
            session.giveBack();
        } catch (DataAccessException e) {
            if (!lost) { // who lost it has said so, and whether another one has it
                LOG.warn(
                        "connection control was lost before the lease of job {} was given back: {}; the next run sees that nobody holds it",
                        work.job(),
                        ServerError.reason(e));
            }
        } finally {
            stop();
        }
    }

    private void stop() {
        heart.shutdownNow();
        session.close();
    }
}
