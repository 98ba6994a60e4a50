package io.nightload.cli.report;

import io.nightload.cli.text.Units;
import io.nightload.part.Counts.Kind;
import io.nightload.part.EntityCounts;
import io.nightload.step.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What steps cost, in one line: chunks, commits, statements, waiting, memory. */
public final class Effort {

    private Effort() {}

    /** Over all of the steps; the peak of the heap is the highest one, the share of GC is weighted by time. */
    public static String of(List<StepReport> steps) {
        long chunks = steps.stream().mapToLong(StepReport::chunks).sum();
        long waits = steps.stream().mapToLong(StepReport::connectionWaits).sum();
        List<String> parts = new ArrayList<>();
        if (chunks > 0) {
            parts.add(Units.count(chunks, "chunk", "chunks"));
        }
        parts.add(Units.count(steps.stream().mapToLong(StepReport::commits).sum(), "commit", "commits"));
        if (chunks > 0) {
            parts.add(Units.count(steps.stream().mapToLong(StepReport::flushes).sum(), "flush", "flushes"));
            parts.add(statements(steps) + " statements a chunk");
        }
        entities(steps).ifPresent(parts::add);
        if (waits > 0) {
            parts.add(waiting(steps));
        }
        parts.add("peak heap "
                + Units.bytes(steps.stream()
                        .mapToLong(StepReport::peakHeapBytes)
                        .max()
                        .orElse(0)));
        parts.add("GC " + Units.percent(gcShare(steps)));
        return String.join(", ", parts);
    }

    private static String statements(List<StepReport> steps) {
        List<StepReport> chunked = steps.stream().filter(s -> s.chunks() > 0).toList();
        double statements =
                chunked.stream().mapToLong(StepReport::chunkStatements).sum();
        return Units.decimal(
                statements / chunked.stream().mapToLong(StepReport::chunks).sum());
    }

    /** In the order of an entity's life. */
    private static Optional<String> entities(List<StepReport> steps) {
        return steps.stream()
                .flatMap(step -> Stream.ofNullable(step.entities()))
                .reduce(EntityCounts::plus)
                .map(all -> "entities: %s transient, %s pending, %s persistent (at most %s at once), %s detached"
                        .formatted(
                                Units.count(all.made()),
                                Units.count(all.pending()),
                                Units.count(all.persistent()),
                                Units.count(all.peak()),
                                Units.count(all.detached())));
    }

    private static String waiting(List<StepReport> steps) {
        double millis =
                steps.stream().mapToDouble(StepReport::connectionWaitMillis).sum();
        double longest = steps.stream()
                .mapToDouble(StepReport::connectionWaitMaxMillis)
                .max()
                .orElse(0);
        return "%s ms waiting for connections (longest %s ms)".formatted(Units.decimal(millis), Units.decimal(longest));
    }

    private static double gcShare(List<StepReport> steps) {
        double seconds = steps.stream().mapToDouble(StepReport::seconds).sum();
        double collecting =
                steps.stream().mapToDouble(s -> s.gcShare() * s.seconds()).sum();
        return seconds > 0 ? collecting / seconds : 0;
    }

    /** Rows of all steps that were counted as this. */
    static long rows(List<StepReport> steps, Kind kind) {
        return steps.stream().mapToLong(step -> step.count(kind)).sum();
    }
}
