package io.nightload.advise.trial;

/** The time that one step may take. */
public final class Stopwatch {

    private static final double NANOS_PER_SECOND = 1e9;

    private final long start = System.nanoTime();
    private final double seconds;

    public Stopwatch(double seconds) {
        this.seconds = seconds;
    }

    public double spent() {
        return (System.nanoTime() - start) / NANOS_PER_SECOND;
    }

    /** Never below 0. */
    public double left() {
        return Math.max(0, seconds - spent());
    }
}
