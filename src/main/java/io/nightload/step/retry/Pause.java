package io.nightload.step.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** The time between two attempts. */
final class Pause {

    private static final double VARIATION = 0.25;

    /** How soon a stop is seen: Spring Batch keeps it as a flag, which nobody can wait for. */
    private static final long LOOK_MILLIS = 50;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private Pause() {}

    /** The same, longer or shorter by up to a quarter. */
    static Duration varied(Duration pause) {
        double factor = 1 + ThreadLocalRandom.current().nextDouble(-VARIATION, VARIATION);
        return Duration.ofMillis(Math.round(pause.toMillis() * factor));
    }

    /** Returns whether it came to its end: not where somebody wants a stop, or interrupts. */
    static boolean end(Duration pause, BooleanSupplier stopped) {
        long end = System.nanoTime() + pause.toNanos();
        try {
            for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                Thread.sleep(Math.min(LOOK_MILLIS, left / NANOS_PER_MILLI + 1));
            }
            return !stopped.getAsBoolean();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
