package io.nightload.advise;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.plan.StepPlan;
import io.nightload.step.TriedStep;
import java.time.ZoneId;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Runs the first rows of a step, and rolls them back.
 *
 * @param connections new connections to a database by its name, unpooled
 * @param isStopped whether a person wants it to end
 */
record Trial(InstanceKey work, Function<String, DataSource> connections, ZoneId zone, BooleanSupplier isStopped) {

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * @param rows that are wanted
     * @param seconds after which no further chunk begins; one that has begun is finished, since its rows may have been read ahead
     * @throws Exception what would fail the step
     */
    Measure run(StepPlan.Rows plan, long rows, double seconds) throws Exception {
        System.gc(); // what the last trial left is not this one's
        long opening = System.nanoTime();
        try (TriedStep step = TriedStep.open(work, plan, connections, zone)) {
            long start = System.nanoTime();
            long read = 0;
            long chunks = 0;
            boolean ended = false;
            while (!ended && read < rows && System.nanoTime() - start < seconds * NANOS_PER_SECOND) {
                int got = step.chunk((int) Math.min(Integer.MAX_VALUE, rows - read), isStopped);
                read += got;
                chunks += got == 0 ? 0 : 1;
                ended = got == 0;
            }
            return new Measure(
                    read,
                    chunks,
                    (start - opening) / NANOS_PER_SECOND,
                    (System.nanoTime() - start) / NANOS_PER_SECOND,
                    step.statements(),
                    step.peakHeapBytes(),
                    step.connectionWaitMillis(),
                    ended,
                    step.counts());
        }
    }
}
