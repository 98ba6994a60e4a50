package io.nightload.step;

import io.nightload.checkpoint.Checkpoint;
import io.nightload.checkpoint.CheckpointKey;
import io.nightload.checkpoint.Partitions;
import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.plan.StepPlan;
import io.nightload.spec.StepSpec;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.batch.core.step.Step;

/** Makes the steps that move rows: read in one piece, or in partitions. One that has begun goes on as it began. */
public final class StepsOfRows {

    private final StepEnvironment environment;
    private final boolean resumed;

    /** @param resumed whether any of the steps may have begun */
    public StepsOfRows(StepEnvironment environment, boolean resumed) {
        this.environment = environment;
        this.resumed = resumed;
    }

    /** @param plan asked when the step begins */
    public Step step(StepSpec spec, Supplier<StepPlan.Rows> plan) {
        return isPartitioned(spec)
                ? new PartitionedStep(environment, spec, plan)
                : new CheckpointedStep(environment, spec, plan);
    }

    private boolean isPartitioned(StepSpec spec) {
        boolean several = PartitionCount.isSeveral(spec);
        if (!resumed) {
            return several;
        }
        CheckpointKey key = new CheckpointKey(environment.instance(), spec.name(), 0);
        DataSource target = environment.target();
        return !new Partitions(target, key).find().isEmpty()
                || (several
                        && StepCheckpoint.peek(target, key)
                                .filter(Checkpoint::begun)
                                .isEmpty());
    }
}
