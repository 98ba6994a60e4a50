package io.nightload.advise;

/** The time that one step may take. */
final class Stopwatch {

    private static final double NANOS_PER_SECOND = 1e9;

    private final long start = System.nanoTime();
    private final double seconds;

    Stopwatch(double seconds) {
        this.seconds = seconds;
    }

    double spent() {
        return (System.nanoTime() - start) / NANOS_PER_SECOND;
    }

    /** Never below 0. */
    double left() {
        return Math.max(0, seconds - spent());
    }
}
