package io.nightload.spec;

import java.time.Duration;

/**
 * How often a step tries again what failed for the moment, and how long it waits before it does.
 *
 * @param attempts in all, 1 to 1,000, counted anew after each chunk that commits; 1 never tries again
 * @param pause before the second attempt; each one after it is twice as long
 * @param most the longest pause
 */
public record Retry(int attempts, Duration pause, Duration most) {

    /** They last for a minute and a half: longer than a server's restart, or a rush for its connections. */
    public static final Retry DEFAULT = new Retry(8, Duration.ofSeconds(1), Duration.ofSeconds(30));

    private static final int MOST_DOUBLINGS = 30;

    /** The pause behind so many attempts that failed one after the other, from 1. */
    public Duration pauseAfter(int failed) {
        Duration grown = pause.multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
        return grown.compareTo(most) < 0 ? grown : most;
    }
}
