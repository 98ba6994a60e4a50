package io.nightload.step;

import io.nightload.checkpoint.FrozenPartition;
import io.nightload.part.Source;
import io.nightload.plan.StepPlan;
import io.nightload.pool.PoolNeed;
import io.nightload.pool.Rooms;
import io.nightload.spec.StepOptions;
import io.nightload.spec.StepSpec;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How many partitions of a step run at the same time.
 *
 * @param most where cores and connections allow it
 * @param auto whether it is fewer where they do not; otherwise the step is refused
 */
record PartitionCount(StepPlan.Rows plan, int most, boolean auto) {

    /** A thread of its own, and two connections, pay from about here on: reading so much takes a tenth of a second. */
    private static final long AUTO_BYTES = 16 << 20;

    /** @param begun the partitions of a step that has begun: there are no others, however many are wanted now */
    static PartitionCount of(StepPlan.Rows plan, List<FrozenPartition> begun) {
        StepOptions.@Nullable Partitions option = plan.spec().options().partitions();
        boolean auto = option != null && option.isAuto();
        int wanted = option == null ? 1 : auto ? automatic(plan) : option.number();
        int rest = begun.stream().anyMatch(p -> p.checkpoint().begun())
                ? (int) begun.stream().filter(p -> !p.checkpoint().complete()).count()
                : wanted;
        return new PartitionCount(plan, Math.max(1, Math.min(wanted, rest)), auto);
    }

    /** Whether the job wants it to be read in several, if it can. */
    static boolean isSeveral(StepSpec spec) {
        StepOptions.@Nullable Partitions option = spec.options().partitions();
        return option != null && option.number() != 1;
    }

    private static int automatic(StepPlan.Rows plan) {
        if (plan.undivided().isPresent()) {
            return 1;
        }
        Source.Plan source = plan.source();
        int cores = Runtime.getRuntime().availableProcessors();
        long bytes = source.inputs().stream().mapToLong(Source.Input::size).sum();
        return source.inputs().isEmpty() ? cores : (int) Math.min(cores, 1 + bytes / AUTO_BYTES);
    }

    /** Says so where the job wants another number by now than a step has begun with. */
    void noteOther(List<FrozenPartition> partitions, StepListener listener) {
        boolean begun = partitions.stream().anyMatch(p -> p.checkpoint().begun());
        if (begun && !auto && plan.spec().options().partitionsAtLeast() != partitions.size()) {
            listener.note(
                    ("step %s goes on in the partitions that it has begun with (%d, at most %d at once); another number holds"
                                    + " from the next --again on")
                            .formatted(plan.name(), partitions.size(), most));
        }
    }

    /** @throws SQLException if a server does not answer */
    int atOnce(Function<String, DataSource> connections) throws SQLException {
        int count = most;
        while (auto && count > 1 && !fits(plan.needs(count), connections)) {
            count--;
        }
        return count;
    }

    private boolean fits(List<PoolNeed> needs, Function<String, DataSource> connections) throws SQLException {
        return needs.stream()
                        .allMatch(need ->
                                need.problem(plan.spec().options().pool()).isEmpty())
                && Rooms.fit(needs, name -> Optional.of(connections.apply(name)));
    }
}
