package io.nightload.step;

import io.nightload.checkpoint.CheckpointKey;
import io.nightload.checkpoint.FrozenPartition;
import io.nightload.checkpoint.Partitions;
import io.nightload.part.Counts;
import io.nightload.plan.StepPlan;
import io.nightload.pool.StepConnections;
import io.nightload.pool.StepPools;
import io.nightload.pool.guard.ChunkGuard;
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
    private final String name;
    private final Supplier<StepPlan.Rows> plan;
    private final PartitionReports reports = new PartitionReports();
    private @Nullable StepExecution execution;
    private StepMeter meter = new StepMeter();
    private String description = "";
    private @Nullable Open open;
    private boolean completeBefore;

    /** What is known once the step has begun. */
    private record Open(
            StepPlan.Rows plan,
            StepPools pools,
            ChunkGuard guard,
            OpenPartitions whole,
            List<FrozenPartition> partitions,
            int atOnce,
            StepTally tally) {}

    /** @param plan asked when the step begins */
    public PartitionedStep(StepEnvironment environment, String name, Supplier<StepPlan.Rows> plan) {
        super(environment.repository());
        this.environment = environment;
        this.name = name;
        this.plan = plan;
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
    protected void open(ExecutionContext context) throws SQLException {
        StepPlan.Rows planned = plan.get();
        description = planned.description();
        environment.listener().stepStarted(name, description);
        CheckpointKey key = new CheckpointKey(environment.instance(), name, 0);
        PartitionCount count = PartitionCount.of(planned, new Partitions(environment.target(), key).find());
        int atOnce = count.atOnce(environment.connections());
        ChunkGuard guard = new ChunkGuard(name, null);
        StepPools pools = StepPools.open(
                environment.instance().job(),
                planned.needs(atOnce),
                planned.spec().options().pool(),
                environment.connections(),
                guard);
        try {
            OpenPartitions whole = new OpenPartitions(
                    environment, planned, pools, guard, execution().getJobExecutionId());
            List<FrozenPartition> partitions = whole.freeze(atOnce);
            completeBefore = whole.isComplete();
            if (!completeBefore) {
                count.noteOther(partitions, environment.listener());
            }
            pools.leaveSeat();
            StepTally tally = new StepTally(name, partitions, meter, environment.listener());
            open = new Open(planned, pools, guard, whole, partitions, atOnce, tally);
        } catch (RuntimeException e) {
            pools.close();
            throw e;
        }
    }

    @Override
    protected void doExecute(StepExecution stepExecution) throws Exception {
        Open now = open();
        if (!completeBefore) {
            List<FrozenPartition> rest = now.partitions.stream()
                    .filter(partition -> !partition.checkpoint().complete())
                    .toList();
            List<@Nullable StepExecution> ended =
                    new PartitionWorkers(environment.repository(), stepExecution).run(rest, now.atOnce, this::worker);
            requireNoFailure(rest, ended);
            reports.completed(now.whole.complete());
        }
        now.pools.close(); // a connection that was not given back fails the step
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
                environment.heardBy(hearer), name, () -> part, (planned, id) -> share(number, now, planned, id));
    }

    private OpenStep share(int number, Open now, StepPlan.Rows part, long executionId) {
        ChunkGuard guard = new ChunkGuard(name, part.spec().options().budget());
        StepConnections connections = now.pools.partition(guard);
        try {
            Share share = now.whole.share(number, now.atOnce, counts -> now.tally.with(number, counts));
            return new OpenStep(environment, part, connections, guard, executionId, share);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    @Override
    protected void close(ExecutionContext context) {
        @Nullable Open closing = open;
        StepReport report = closing == null
                ? meter.report(name, description, status(), 0, 0, StepReport.error(execution()))
                : report(closing);
        BatchCounts.tell(execution(), report.executionCounts());
        try {
            if (closing != null) {
                closing.pools.close();
            }
        } finally {
            environment.listener().stepEnded(report);
            open = null;
        }
    }

    private StepReport report(Open now) {
        Map<Counts.Kind, Long> before = completeBefore ? now.whole.counts() : Map.of();
        return reports.of(
                meter.report(name, description, status(), 0, now.guard.statements(), StepReport.error(execution())),
                now.partitions,
                before,
                now.pools.queueWait());
    }

    private StepReport.Status status() {
        return completeBefore && execution().getStatus() == BatchStatus.COMPLETED
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
