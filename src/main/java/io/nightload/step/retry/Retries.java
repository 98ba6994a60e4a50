package io.nightload.step.retry;

import io.nightload.spec.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobInterruptedException;

/** The attempts of one execution of a step, or of one partition of it; for one thread. */
public final class Retries {

    private static final double MILLIS_PER_SECOND = 1e3;

    private final String what;
    private final Retry retry;
    private final Consumer<String> notes;
    private final String next;
    private List<String> lost = List.of();
    private int failed;
    private @Nullable RetryReport report;

    /**
     * @param what is tried, for people
     * @param notes hears of each failure that is tried again
     */
    public Retries(String what, Retry retry, Consumer<String> notes) {
        this(what, retry, notes, "it goes on from its last commit");
    }

    private Retries(String what, Retry retry, Consumer<String> notes, String next) {
        this.what = what;
        this.retry = retry;
        this.notes = notes;
        this.next = next;
    }

    /** Of what commits nothing. */
    public static Retries fromTheBeginning(String what, Retry retry, Consumer<String> notes) {
        return new Retries(what, retry, notes, "it begins anew");
    }

    /** One try, from its beginning or from where the checkpoint says; it leaves nothing open where it fails. */
    @FunctionalInterface
    public interface Attempt {
        void make() throws Exception;
    }

    /** What was tried often enough where it happened. */
    public static final class GivenUp extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Exception failure;

        public GivenUp(Exception failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /**
     * Tries until an attempt succeeds.
     *
     * @param stopped whether somebody wants the run to stop
     * @throws JobInterruptedException if it is to stop
     * @throws Exception the last attempt's failure, if it will not pass, or was tried often enough, here or there
     */
    public void until(Attempt attempt, BooleanSupplier stopped) throws Exception {
        boolean done = false;
        while (!done) {
            try {
                attempt.make();
                done = true;
            } catch (GivenUp e) {
                throw e.failure;
            } catch (Exception e) {
                again(e, stopped);
            }
        }
    }

    /** Names the connections that the attempt which fails has lost, for people. */
    public void lost(List<String> connections) {
        lost = connections;
    }

    private void again(Exception failure, BooleanSupplier stopped) throws Exception {
        if (stopped.getAsBoolean()) {
            throw interruption(failure);
        }
        Optional<String> reason = TransientFailure.reason(failure).map(this::withLost);
        if (reason.isEmpty()) {
            throw failure;
        }
        failed++;
        if (failed >= retry.attempts()) {
            if (failed > 1) {
                notes.accept(what + ": " + reason.get() + "; it gives up after attempt " + failed + " of "
                        + retry.attempts());
            }
            throw failure;
        }
        pause(reason.get(), stopped);
    }

    /** What a stop has cancelled did not fail. */
    private Exception interruption(Exception failure) {
        return TransientFailure.reasonOfCut(failure)
                .<Exception>map(reason -> new JobInterruptedException(what + " was stopped when it failed: " + reason))
                .orElse(failure);
    }

    private String withLost(String reason) {
        String names = String.join(" and ", lost);
        lost = List.of();
        return names.isEmpty() ? reason : "connection " + names + " is lost: " + reason;
    }

    private void pause(String reason, BooleanSupplier stopped) throws JobInterruptedException {
        Duration pause = Pause.varied(retry.pauseAfter(failed));
        notes.accept("%s: %s; %s in %.1f s, attempt %d of %d"
                .formatted(what, reason, next, pause.toMillis() / MILLIS_PER_SECOND, failed + 1, retry.attempts()));
        if (!Pause.end(pause, stopped)) {
            throw new JobInterruptedException(what + " was stopped before it tried again: " + reason);
        }
        RetryReport now = new RetryReport(1, pause.toMillis() / MILLIS_PER_SECOND, reason);
        report = report == null ? now : report.plus(now);
    }

    /** A chunk has committed: what fails from here on is a failure of its own. */
    public void progressed() {
        failed = 0;
    }

    /** Null where nothing was tried again. */
    public @Nullable RetryReport report() {
        return report;
    }
}
