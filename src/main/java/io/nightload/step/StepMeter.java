package io.nightload.step;

import io.nightload.step.retry.RetryReport;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.StepExecution;

/** What a step costs this process: time, heap, garbage collection. */
final class StepMeter {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final long started = System.nanoTime();
    private final long collectingBefore = collectingMillis();

    StepMeter() {
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    double seconds() {
        return (System.nanoTime() - started) / NANOS_PER_SECOND;
    }

    /** The sum of the heap pools' peaks since the step began: an upper bound, as they need not peak together. */
    long peakHeapBytes() {
        return heapPools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    /** The share of the time spent in garbage collection, 0 to 1. */
    double gcShare() {
        double collecting = (collectingMillis() - collectingBefore) / MILLIS_PER_SECOND;
        return Math.min(1, collecting / Math.max(seconds(), 1 / MILLIS_PER_SECOND));
    }

    /**
     * The report of a step that has moved no rows.
     *
     * @param commits of it on the target
     * @param statements that it sent there
     */
    StepReport report(
            String step,
            String target,
            StepReport.Status status,
            long commits,
            long statements,
            @Nullable RetryReport retries,
            @Nullable String error) {
        return new StepReport(
                step,
                target,
                status,
                false,
                Map.of(),
                Map.of(),
                0,
                commits,
                0,
                statements,
                statements + commits,
                0,
                0,
                seconds(),
                0,
                0,
                0,
                peakHeapBytes(),
                gcShare(),
                null,
                retries,
                null,
                error);
    }

    static StepReport.Status status(StepExecution execution) {
        return switch (execution.getStatus()) {
            case COMPLETED -> StepReport.Status.COMPLETED;
            case STOPPED, STOPPING -> StepReport.Status.STOPPED;
            default -> StepReport.Status.FAILED;
        };
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static long collectingMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
