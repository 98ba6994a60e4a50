package io.nightload.recovery;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.run.BusyException;
import io.nightload.run.Patience;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes the lock of a lease for a session. Who holds it and lives is waited for as long as the patience lasts; who stands
 * still is waited out, and who is gone is not waited for.
 */
final class Claim {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final JdbcTemplate session;
    private final InstanceKey work;
    private final Patience patience;
    private final long begun = System.nanoTime();
    private boolean noted;
    private boolean takingOver;

    Claim(JdbcTemplate session, InstanceKey work, Patience patience) {
        this.session = session;
        this.work = work;
        this.patience = patience;
    }

    /** @throws BusyException if a live process holds it for longer than the patience lasts */
    void take() {
        while (!isTaken()) {
            Optional<Occupant> occupant =
                    session.query(Occupant.FIND, Occupant::read, work.project(), work.job(), work.identity()).stream()
                            .findFirst();
            occupant.ifPresent(this::wait);
            pause();
        }
    }

    private boolean isTaken() {
        return Boolean.TRUE.equals(
                session.queryForObject(LeaseLock.TRY, Boolean.class, work.project(), work.job(), work.identity()));
    }

    private void wait(Occupant occupant) {
        boolean over = occupant.isGone() || occupant.isExpired();
        if (patience.givenUp().getAsBoolean() || (!over && !occupant.standsStill() && isOver())) {
            throw new BusyException(work.job(), occupant.who());
        }
        if (over) {
            takeOver(occupant);
        } else if (!noted) {
            noted = true;
            patience.notes()
                    .accept("job " + work.job() + " is running already: " + occupant.who()
                            + (occupant.standsStill()
                                    ? "; it stands still, and is taken over when it has expired"
                                    : "; waiting for its end"));
        }
    }

    private boolean isOver() {
        return Duration.ofNanos(System.nanoTime() - begun).compareTo(patience.time()) >= 0;
    }

    /** Tells its session to end, again with each look until it has: a server's wait could outlast the connection's own timeout. */
    private void takeOver(Occupant occupant) {
        if (!takingOver) {
            takingOver = true;
            patience.notes()
                    .accept("the process that held job " + work.job() + " "
                            + (occupant.isGone() ? "is gone" : "stands still") + " (" + occupant.who()
                            + "): this one takes over");
        }
        session.query(
                Occupant.END,
                row -> {},
                work.project(),
                work.job(),
                work.identity(),
                occupant.backendPid(),
                occupant.backendStart());
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("waiting for the lease of job " + work.job(), e);
        }
    }
}
