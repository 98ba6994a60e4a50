package io.nightload.step;

import io.nightload.part.EntityCounts;
import io.nightload.part.WriteStatistics;
import io.nightload.pool.QueueWait;

/**
 * What one attempt at a step cost beside what its guard counts.
 *
 * @param waits for connections, and how long they took
 */
record Cost(long flushes, EntityCounts entities, long waits, double waitMillis, double waitMaxMillis) {

    static final Cost NONE = new Cost(0, EntityCounts.NONE, 0, 0, 0);

    static Cost of(WriteStatistics written, QueueWait wait) {
        return new Cost(written.flushes(), written.entities(), wait.count(), wait.totalMillis(), wait.maxMillis());
    }

    Cost plus(Cost other) {
        return new Cost(
                flushes + other.flushes,
                entities.plus(other.entities),
                waits + other.waits,
                waitMillis + other.waitMillis,
                Math.max(waitMaxMillis, other.waitMaxMillis));
    }
}
