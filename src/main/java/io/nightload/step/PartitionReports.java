package io.nightload.step;

import io.nightload.checkpoint.FrozenPartition;
import io.nightload.part.Counts;
import io.nightload.part.EntityCounts;
import io.nightload.pool.QueueWait;
import io.nightload.step.retry.RetryReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers the reports of a step's partitions, and makes one of them. */
final class PartitionReports {

    private final Map<Integer, StepReport> reports = new ConcurrentHashMap<>();

    /** Hears a partition, and passes on what concerns the step. */
    StepListener hearer(int number, StepTally tally, StepListener listener) {
        return new StepListener() {
            @Override
            public void note(String message) {
                listener.note(message);
            }

            @Override
            public void progress(StepProgress progress) {
                tally.progress(number, progress);
            }

            @Override
            public void stepEnded(StepReport report) {
                reports.put(number, report);
            }
        };
    }

    /**
     * The step's report.
     *
     * @param own what the step did itself
     * @param before what earlier executions had counted beside the partitions
     * @param counted the same by now
     */
    StepReport of(
            StepReport own,
            List<FrozenPartition> frozen,
            Map<Counts.Kind, Long> before,
            Map<Counts.Kind, Long> counted,
            QueueWait wait) {
        List<PartitionReport> partitions = frozen.stream().map(this::partition).toList();
        Map<Counts.Kind, Long> counts =
                sum(partitions.stream().map(PartitionReport::counts).toList());
        add(counts, counted);
        Map<Counts.Kind, Long> executionCounts =
                sum(reports.values().stream().map(StepReport::executionCounts).toList());
        add(executionCounts, Counts.difference(before, counted));
        return new StepReport(
                own.step(),
                own.target(),
                own.status(),
                frozen.stream().anyMatch(partition -> partition.checkpoint().begun()),
                counts,
                executionCounts,
                sum(StepReport::chunks),
                sum(StepReport::commits),
                sum(StepReport::flushes),
                own.statements() + sum(StepReport::statements),
                own.roundTrips() + sum(StepReport::roundTrips),
                sum(StepReport::chunkStatements),
                reports.values().stream()
                        .mapToLong(StepReport::mostStatementsInAChunk)
                        .max()
                        .orElse(0),
                own.seconds(),
                wait.count(),
                wait.totalMillis(),
                wait.maxMillis(),
                reports.values().stream().mapToLong(StepReport::peakHeapBytes).reduce(own.peakHeapBytes(), Math::max),
                own.gcShare(),
                entities(),
                retries(own.retries()),
                partitions,
                own.error());
    }

    private PartitionReport partition(FrozenPartition frozen) {
        @Nullable StepReport report = reports.get(frozen.number());
        String reads = frozen.bounds().name();
        Map<Counts.Kind, Long> before = frozen.checkpoint().counts();
        boolean resumed = frozen.checkpoint().begun();
        if (report == null) {
            StepReport.Status status =
                    frozen.checkpoint().complete() ? StepReport.Status.ALREADY_COMPLETE : StepReport.Status.STOPPED;
            return new PartitionReport(frozen.number(), reads, status, resumed, before, Map.of(), 0, 0, null);
        }
        return new PartitionReport(
                frozen.number(),
                reads,
                report.status(),
                resumed,
                report.counts().isEmpty() ? before : report.counts(),
                report.executionCounts(),
                report.chunks(),
                report.seconds(),
                report.error());
    }

    private long sum(ToLongFunction<StepReport> number) {
        return reports.values().stream().mapToLong(number).sum();
    }

    private static Map<Counts.Kind, Long> sum(Collection<Map<Counts.Kind, Long>> each) {
        Map<Counts.Kind, Long> sum = new EnumMap<>(Counts.Kind.class);
        each.forEach(counts -> add(sum, counts));
        return sum;
    }

    private static void add(Map<Counts.Kind, Long> sum, Map<Counts.Kind, Long> more) {
        more.forEach((kind, rows) -> sum.merge(kind, rows, Long::sum));
    }

    private @Nullable RetryReport retries(@Nullable RetryReport own) {
        return Stream.concat(
                        Stream.ofNullable(own),
                        reports.values().stream().flatMap(report -> Stream.ofNullable(report.retries())))
                .reduce(RetryReport::plus)
                .orElse(null);
    }

    private @Nullable EntityCounts entities() {
        List<EntityCounts> written = new ArrayList<>();
        reports.values().forEach(report -> {
            if (report.entities() != null) {
                written.add(report.entities());
            }
        });
        return written.stream().reduce(EntityCounts::plus).orElse(null);
    }
}
