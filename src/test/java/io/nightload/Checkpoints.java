package io.nightload;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Watches from outside how far a step has come, in the table that the program itself resumes from. */
public record Checkpoints(TestDatabase target) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Committed chunks of the step over all executions; 0 before its first. */
    long chunks(String step) {
        if ("f".equals(target.queryOne("SELECT to_regclass('nightload.checkpoint') IS NOT NULL"))) {
            return 0;
        }
        return target.count("SELECT coalesce(sum(chunks), 0) FROM nightload.checkpoint WHERE step = '" + step + "'");
    }

    boolean complete(String step) {
        return "t"
                .equals(target.queryOne(
                        "SELECT coalesce(bool_and(complete), false) FROM nightload.checkpoint WHERE step = '" + step
                                + "'"));
    }

    /** Waits until the step has committed this many chunks, or the program has ended. */
    void awaitChunks(String step, long chunks, Program.Running running) {
        await(() -> chunks(step) >= chunks || !running.isAlive(), step + " to commit chunk " + chunks);
    }

    /** Looks again every millisecond. */
    public static void await(BooleanSupplier condition, String what) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited " + PATIENCE.toSeconds() + " s for " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
