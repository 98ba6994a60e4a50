package io.nightload.spec;

import java.time.Duration;

/**
 * How a process that runs a job says that it lives.
 *
 * @param heartbeat how often; a stop that a person wishes is heard as late as this
 * @param expiry how old its heartbeat may become before another process takes over
 */
public record LeaseTimes(Duration heartbeat, Duration expiry) {

    /** So many heartbeats may be lost or late before one that lives is taken for dead. */
    public static final int BEATS = 3;

    /** A stop is heard soon, and a machine that is gone holds a job up for no more than a minute. */
    public static final LeaseTimes DEFAULT = new LeaseTimes(Duration.ofSeconds(5), Duration.ofMinutes(1));

    /** Whether a living process can be told from a dead one by them. */
    public boolean areApart() {
        return expiry.compareTo(heartbeat.multipliedBy(BEATS)) >= 0;
    }
}
