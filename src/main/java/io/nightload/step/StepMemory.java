package io.nightload.step;

import io.nightload.checkpoint.CheckpointKey;
import io.nightload.checkpoint.FrozenPartition;
import io.nightload.checkpoint.Remembered;
import io.nightload.plan.StepPlan;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** What a step leaves for the next instance of its job. Its partitions keep it in their positions until all are complete. */
final class StepMemory {

    private static final String POSITION = "nightload.remembered";

    private final String step;
    private final String subject;
    private final StepListener listener;
    private final Remembered remembered;

    StepMemory(StepEnvironment environment, StepPlan.Rows plan, DataSource target) {
        this.step = plan.name();
        this.subject = plan.source().memory();
        this.listener = environment.listener();
        this.remembered = new Remembered(target, new CheckpointKey(environment.instance(), step, 0), subject);
    }

    Optional<String> find() {
        return remembered.find();
    }

    /** Where there is nothing for a step to {@link #find}: says so, if that may be unexpected. */
    void noteOthers() {
        if (!subject.isEmpty() && remembered.isOfOthers()) {
            listener.note("step " + step + " reads everything, not only what is new: what earlier runs have read"
                    + " was of another connection, table, condition or parameter");
        }
    }

    /** Inside the transaction of a share's last chunk, before its position is written. */
    void keep(String value, StepShare share, ExecutionContext position) {
        if (share.isWhole()) {
            remembered.write(value);
        } else {
            position.putString(POSITION, value);
        }
    }

    /** Inside the transaction that completes a step whose partitions are complete. All of them remember the same. */
    void keep(List<FrozenPartition> partitions) {
        partitions.stream()
                .map(partition -> partition.checkpoint().position().get(POSITION))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .ifPresent(remembered::write);
    }
}
