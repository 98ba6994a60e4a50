package io.nightload.pool;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** How long a step waited for its connections. */
public final class QueueWait implements IMetricsTracker {

    private static final double NANOS_PER_MILLI = 1e6;

    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final AtomicLong max = new AtomicLong();

    @Override
    public void recordConnectionAcquiredNanos(long elapsed) {
        count.increment();
        nanos.add(elapsed);
        max.accumulateAndGet(elapsed, Math::max);
    }

    /** Begins anew: opening connections is no waiting for each other. */
    void reset() {
        count.reset();
        nanos.reset();
        max.set(0);
    }

    /** How often a connection was asked for. */
    public long count() {
        return count.sum();
    }

    public double totalMillis() {
        return nanos.sum() / NANOS_PER_MILLI;
    }

    public double maxMillis() {
        return max.get() / NANOS_PER_MILLI;
    }
}
