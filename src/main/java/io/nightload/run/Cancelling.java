package io.nightload.run;

import io.nightload.connection.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what databases do for a run that is to stop: a query or a publication may take minutes, and so may the wait for a lock. The chunk in
 * flight has a moment to commit; then everything is cancelled, again and again until the run has ended, since what is sent a moment later
 * runs.
 */
public final class Cancelling implements AutoCloseable {

    /** A chunk commits in less, as a rule; one that does not is rolled back, and read again by the resume. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final long FIRST_MILLIS = 100;

    /** Each cancelling is a connection to the server, and what goes on may heed none. */
    private static final long MOST_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(Cancelling.class);

    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable stop;
    private final Duration grace;
    private boolean begun;

    /** @param stop says that it is to stop; said again with each cancelling, because a step that is about to begin does not hear it */
    public Cancelling(Runnable stop) {
        this(stop, GRACE);
    }

    /** @param grace what the chunk in flight has to commit */
    Cancelling(Runnable stop, Duration grace) {
        this.stop = stop;
        this.grace = grace;
    }

    /** The same connections; those that are opened through it are cancelled. */
    public DataSource of(DataSource connections) {
        return cancellation.of(connections);
    }

    /** Begins beside its caller, who may have to go on saying that it lives. */
    public synchronized void begin() {
        stop.run();
        if (!begun) {
            begun = true;
            Thread thread = new Thread(this::cancel, "cancelling");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void cancel() {
        try {
            long pause = FIRST_MILLIS;
            boolean over = ended.await(grace.toMillis(), TimeUnit.MILLISECONDS);
            while (!over) {
                cancelNow();
                over = ended.await(pause, TimeUnit.MILLISECONDS);
                pause = Math.min(2 * pause, MOST_MILLIS);
            }
        } catch (InterruptedException e) {
            LOG.debug("nobody interrupts this thread", e);
        }
    }

    /** What fails now may work the next time, and nobody else would end the run. */
    private void cancelNow() {
        try {
            stop.run();
            cancellation.cancel();
        } catch (RuntimeException e) {
            LOG.warn("cancelling what the databases do for the run: {}; it is tried again", e.toString());
        }
    }

    /** The run has ended. */
    @Override
    public void close() {
        ended.countDown();
    }
}
