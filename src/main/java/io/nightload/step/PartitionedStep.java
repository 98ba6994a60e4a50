package io.nightload.step;

import io.nightload.checkpoint.CheckpointKey;
import io.nightload.checkpoint.FrozenPartition;
import io.nightload.checkpoint.Partitions;
import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.part.Counts;
import io.nightload.plan.StepPlan;
import io.nightload.pool.StepConnections;
import io.nightload.pool.StepPools;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.spec.StepSpec;
import io.nightload.step.retry.Retries;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** A step of rows that reads its source in partitions, each of them a {@link CheckpointedStep} with a thread of its own. */
public final class PartitionedStep extends AbstractStep {

    private final StepEnvironment environment;
    private final StepSpec spec;
    private final String name;
    private final Supplier<StepPlan.Rows> plan;
    private final PartitionReports reports = new PartitionReports();
    private final Retries retries;
    private final ChunkGuard guard;
    private @Nullable StepExecution execution;
    private StepMeter meter = new StepMeter();
    private StepPlan.@Nullable Rows planned;
    private @Nullable StepCheckpoint checkpoint;
    private @Nullable Open open;
    private @Nullable Before before;

    /** What earlier executions had done. */
    private record Before(boolean complete, Map<Counts.Kind, Long> counted) {}

    /** What is known once the step has begun. */
    private record Open(
            StepPlan.Rows plan,
            StepPools pools,
            OpenPartitions whole,
            List<FrozenPartition> partitions,
            int atOnce,
            StepTally tally) {}

    /** @param plan asked when the step begins */
    public PartitionedStep(StepEnvironment environment, StepSpec spec, Supplier<StepPlan.Rows> plan) {
        super(environment.repository());
        this.environment = environment;
        this.spec = spec;
        this.name = spec.name();
        this.plan = plan;
        this.retries = new Retries(
                "step " + name, spec.options().retry().over(environment.retry()), environment.listener()::note);
        this.guard = new ChunkGuard(name, null);
        setName(name);
        setAllowStartIfComplete(true); // the checkpoint says whether it is
    }

    @Override
    protected void doExecutionRegistration(StepExecution stepExecution) {
        super.doExecutionRegistration(stepExecution);
        execution = stepExecution;
        meter = new StepMeter();
    }

    @Override
    protected void doExecute(StepExecution stepExecution) throws Exception {
        retries.until(() -> attempt(stepExecution), stepExecution::isTerminateOnly);
    }

    private void attempt(StepExecution stepExecution) throws Exception {
        begin();
        try {
            if (!open().whole.isComplete()) {
                work(stepExecution);
                open().whole.complete();
            }
            open().pools.close(); // a connection that was not given back fails the step
        } catch (Exception e) {
            retries.lost(open().pools.lost());
            closePools(e);
            throw e;
        }
    }

    private void closePools(Exception failure) {
        try {
            if (open != null) {
                open.pools.close();
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void begin() throws SQLException {
        StepPlan.Rows now = planned();
        CheckpointKey key = new CheckpointKey(environment.instance(), name, 0);
        PartitionCount count = PartitionCount.of(now, new Partitions(environment.target(), key).find());
        int atOnce = count.atOnce(environment.connections());
        StepPools pools = environment.pools(now, atOnce, guard);
        try {
            OpenPartitions whole = new OpenPartitions(
                    environment, now, pools, guard, execution().getJobExecutionId(), checkpoint);
            checkpoint = whole.checkpoint();
            List<FrozenPartition> partitions = whole.freeze(atOnce);
            if (before == null) {
                before = new Before(whole.isComplete(), whole.counted());
            }
            if (!whole.isComplete()) {
                count.noteOther(partitions, environment.listener());
            }
            pools.leaveSeat();
            StepTally tally = new StepTally(name, partitions, meter, environment.listener(), TimeLeft.USUAL);
            open = new Open(now, pools, whole, partitions, atOnce, tally);
        } catch (RuntimeException e) {
            retries.lost(pools.lost());
            pools.close();
            throw e;
        }
    }

    private StepPlan.Rows planned() {
        if (planned == null) {
            planned = plan.get();
            environment.listener().stepStarted(name, planned.description());
        }
        return planned;
    }

    /** @throws Retries.GivenUp where it fails, because its partitions try again by themselves */
    private void work(StepExecution stepExecution) throws Retries.GivenUp {
        Open now = open();
        List<FrozenPartition> rest = now.partitions.stream()
                .filter(partition -> !partition.checkpoint().complete())
                .toList();
        try {
            requireNoFailure(
                    rest,
                    new PartitionWorkers(environment.repository(), stepExecution).run(rest, now.atOnce, this::worker));
        } catch (Exception e) {
            throw new Retries.GivenUp(e);
        }
    }

    private void requireNoFailure(List<FrozenPartition> partitions, List<@Nullable StepExecution> ended) {
        for (int i = 0; i < ended.size(); i++) {
            @Nullable StepExecution partition = ended.get(i);
            @Nullable String error = partition == null ? null : StepReport.error(partition);
            if (partition != null && error != null) {
                Throwable failure = StepReport.failure(partition);
                if (failure instanceof TooManyRejectsException tooMany) {
                    throw tooMany; // all of them together
                }
                throw new PartitionFailedException(
                        partitions.get(i), open().partitions.size(), error, Objects.requireNonNull(failure));
            }
        }
    }

    private Step worker(FrozenPartition partition) {
        Open now = open();
        int number = partition.number();
        StepPlan.Rows part = now.plan.within(partition.bounds());
        StepListener hearer = reports.hearer(number, now.tally, environment.listener());
        return new CheckpointedStep(
                environment.heardBy(hearer),
                spec,
                name + ", partition " + number,
                () -> part,
                (planned, id, itsGuard, before) -> share(number, now, planned, id, itsGuard, before));
    }

    private OpenStep share(
            int number,
            Open now,
            StepPlan.Rows part,
            long executionId,
            ChunkGuard itsGuard,
            @Nullable StepCheckpoint before) {
        StepConnections connections = now.pools.partition(itsGuard);
        try {
            StepShare share = now.whole.share(number, now.atOnce, counts -> now.tally.with(number, counts));
            StepCheckpoint taken = share.take(connections.target(), environment, part.name(), before);
            return new OpenStep(environment, part, connections, itsGuard, executionId, share, taken);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    @Override
    protected void close(ExecutionContext context) {
        StepReport report = report();
        BatchCounts.tell(execution(), report.executionCounts());
        try {
            if (open != null) {
                open.pools.close(); // where an error, which is no exception, left them open
            }
        } finally {
            environment.listener().stepEnded(report);
            open = null;
        }
    }

    private StepReport report() {
        String description = planned == null ? "" : planned.description();
        StepReport own = meter.report(
                name, description, status(), 0, guard.statements(), retries.report(), StepReport.error(execution()));
        return open == null || before == null
                ? own
                : reports.of(own, open.partitions, before.counted, open.whole.counted(), open.pools.queueWait());
    }

    private boolean isCompleteBefore() {
        return before != null && before.complete;
    }

    private StepReport.Status status() {
        return isCompleteBefore() && execution().getStatus() == BatchStatus.COMPLETED
                ? StepReport.Status.ALREADY_COMPLETE
                : StepMeter.status(execution());
    }

    private Open open() {
        return Objects.requireNonNull(open, "the step is not open");
    }

    private StepExecution execution() {
        return Objects.requireNonNull(execution, "the step was not executed");
    }
}
