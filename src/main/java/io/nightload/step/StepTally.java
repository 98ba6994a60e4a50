package io.nightload.step;

import io.nightload.checkpoint.FrozenPartition;
import io.nightload.part.Counts;
import io.nightload.step.StepListener.StepProgress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What all partitions of a step have done together; told by each of them, from its own thread. */
final class StepTally {

    private final String step;
    private final StepMeter meter;
    private final StepListener listener;
    private final Map<Integer, Map<Counts.Kind, Long>> counts = new TreeMap<>();
    private final Map<Integer, Long> done = new TreeMap<>();
    private final Map<Integer, Long> doneBefore = new TreeMap<>();
    private final TimeLeft timeLeft;
    private final long rowsBefore;
    private final long total;

    /** @param partitions as the step finds them */
    StepTally(
            String step, List<FrozenPartition> partitions, StepMeter meter, StepListener listener, TimeLeft timeLeft) {
        this.step = step;
        this.meter = meter;
        this.listener = listener;
        this.timeLeft = timeLeft;
        for (FrozenPartition partition : partitions) {
            counts.put(partition.number(), partition.checkpoint().counts());
            boolean complete = partition.checkpoint().complete();
            done.put(partition.number(), complete ? partition.bounds().size() : 0);
            if (complete || !partition.checkpoint().begun()) {
                doneBefore.put(partition.number(), complete ? partition.bounds().size() : 0);
            }
        }
        this.rowsBefore = sum().get(Counts.Kind.READ);
        this.total = partitions.stream().anyMatch(p -> p.bounds().size() < 0)
                ? -1
                : partitions.stream().mapToLong(p -> p.bounds().size()).sum();
    }

    /** Notes how far one partition is, and says what that makes of the step. */
    synchronized Counts with(int partition, Counts now) {
        counts.put(partition, now.snapshot());
        return sum();
    }

    synchronized Counts sum() {
        Counts sum = new Counts();
        counts.values().forEach(each -> each.forEach(sum::add));
        return sum;
    }

    /** Passes on how far the step is, now that one of its partitions has come so far. */
    synchronized void progress(int partition, StepProgress progress) {
        done.put(partition, progress.done());
        doneBefore.putIfAbsent(partition, progress.done()); // of one that is resumed: where it was, but for one chunk
        Counts now = sum();
        long read = now.get(Counts.Kind.READ);
        long behind = total < 0
                ? 0
                : done.values().stream().mapToLong(Long::longValue).sum();
        long gained = total < 0
                ? 0
                : doneBefore.keySet().stream().mapToLong(this::gained).sum();
        double seconds = meter.seconds();
        listener.progress(new StepProgress(
                step,
                read,
                now.get(Counts.Kind.REJECTED),
                (read - rowsBefore) / seconds,
                behind,
                total,
                total > 0 ? timeLeft.of(seconds, gained, total - behind) : -1));
    }

    private long gained(int partition) {
        return Objects.requireNonNull(done.get(partition)) - Objects.requireNonNull(doneBefore.get(partition));
    }
}
