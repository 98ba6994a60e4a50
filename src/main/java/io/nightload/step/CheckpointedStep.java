package io.nightload.step;

import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.part.Counts;
import io.nightload.part.Source;
import io.nightload.plan.StepPlan;
import io.nightload.pool.StepPools;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.row.Row;
import io.nightload.spec.StepSpec;
import io.nightload.step.retry.Retries;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.item.ChunkOrientedStep;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStream;

/**
 * A step of rows, or one partition of it, whose truth is its checkpoint in the target. What Spring Batch takes for an item is a
 * chunk's rows: handing them over one by one would leave the server without work meanwhile. It takes the null behind them for
 * the end of the data; the step asks the source, and goes on.
 */
public final class CheckpointedStep extends ChunkOrientedStep<List<Row>, List<Row>> {

    private final StepEnvironment environment;
    private final Supplier<StepPlan.Rows> plan;
    private final Opening opening;
    private final String name;
    private final Attempts attempts;
    private final Retries retries;
    private @Nullable StepExecution execution;
    private StepPlan.@Nullable Rows planned;
    private StepMeter meter = new StepMeter();
    private long doneBefore = -1;
    private double secondsBefore;

    /** Takes the checkpoint and opens what is needed to work on it. */
    @FunctionalInterface
    interface Opening {
        /** @param before the checkpoint as an earlier attempt of the same run has taken it, or null */
        OpenStep open(StepPlan.Rows plan, long executionId, ChunkGuard guard, @Nullable StepCheckpoint before)
                throws SQLException;
    }

    /** @param plan asked when the step begins */
    public CheckpointedStep(StepEnvironment environment, StepSpec spec, Supplier<StepPlan.Rows> plan) {
        this(
                environment,
                spec,
                spec.name(),
                plan,
                (planned, execution, guard, before) -> whole(environment, planned, execution, guard, before));
    }

    /** @param shown what a person calls it: the step, or which partition of it */
    CheckpointedStep(
            StepEnvironment environment, StepSpec spec, String shown, Supplier<StepPlan.Rows> plan, Opening opening) {
        this(
                environment,
                spec,
                plan,
                opening,
                new Attempts(new ChunkGuard(spec.name(), spec.options().budget())),
                new Retries(
                        "step " + shown,
                        spec.options().retry().over(environment.retry()),
                        environment.listener()::note));
    }

    private CheckpointedStep(
            StepEnvironment environment,
            StepSpec spec,
            Supplier<StepPlan.Rows> plan,
            Opening opening,
            Attempts attempts,
            Retries retries) {
        super(
                spec.name(),
                Integer.MAX_VALUE,
                () -> attempts.step().read(),
                chunk -> attempts.step().write(chunk.getItems().get(0)),
                environment.repository());
        this.environment = environment;
        this.name = spec.name();
        this.plan = plan;
        this.opening = opening;
        this.attempts = attempts;
        this.retries = retries;
        setAllowStartIfComplete(true); // the checkpoint says whether it is
        registerItemStream(new ItemStream() {
            @Override
            public void update(ExecutionContext ignored) {
                attempts.step().writeCheckpoint();
            }
        });
    }

    @Override
    protected void doExecutionRegistration(StepExecution stepExecution) {
        super.doExecutionRegistration(stepExecution);
        execution = stepExecution;
        meter = new StepMeter();
    }

    /** Opens nothing yet: that may have to be tried again too. */
    @Override
    protected void open(ExecutionContext context) {}

    private static OpenStep whole(
            StepEnvironment environment,
            StepPlan.Rows planned,
            long executionId,
            ChunkGuard guard,
            @Nullable StepCheckpoint before)
            throws SQLException {
        StepPools pools = environment.pools(planned, 1, guard);
        try {
            StepShare share = StepShare.WHOLE;
            StepCheckpoint taken = share.take(pools.target(), environment, planned.name(), before);
            OpenStep step = new OpenStep(environment, planned, pools, guard, executionId, share, taken);
            if (before == null && step.isResumed() && PartitionCount.isSeveral(planned.spec())) {
                environment
                        .listener()
                        .note("step " + planned.name()
                                + " goes on in one piece, as it has begun; partitions holds from the next --again on");
            }
            return step;
        } catch (RuntimeException e) {
            pools.close();
            throw e;
        }
    }

    @Override
    protected void doExecute(StepExecution stepExecution) throws Exception {
        retries.until(() -> attempt(stepExecution), stepExecution::isTerminateOnly);
    }

    private void attempt(StepExecution stepExecution) throws Exception {
        try {
            begin();
            chunks(stepExecution);
            attempts.end(); // a connection that was not given back fails the step
        } catch (Exception e) {
            retries.lost(attempts.lostConnections());
            attempts.end(e);
            throw e;
        } finally {
            BatchCounts.tell(stepExecution, attempts.executionCounts());
        }
    }

    private void begin() throws Exception {
        StepPlan.Rows now = planned();
        attempts.begin(opening.open(now, execution().getJobExecutionId(), attempts.guard(), attempts.checkpoint()));
        OpenStep step = attempts.step();
        step.requireFewRejects();
        if (!step.isComplete()) {
            step.openStreams();
        }
        setTransactionManager(step.transactionManager());
        afterPropertiesSet();
    }

    private StepPlan.Rows planned() {
        if (planned == null) {
            planned = plan.get();
            environment.listener().stepStarted(name, planned.description());
        }
        return planned;
    }

    private void chunks(StepExecution stepExecution) throws Exception {
        OpenStep step = attempts.step();
        while (!step.isComplete() && !stepExecution.isTerminateOnly()) {
            super.open(stepExecution.getExecutionContext()); // readies it for one more chunk
            step.beforeChunk();
            super.doExecute(stepExecution);
            if (!step.afterCommit()) {
                throw new JobInterruptedException("step " + name + " was stopped before its next chunk");
            }
            attempts.progressed();
            retries.progressed();
            environment.listener().progress(progress(step));
            step.requireFewRejects();
        }
    }

    private StepListener.StepProgress progress(OpenStep step) {
        double seconds = meter.seconds();
        long read = attempts.executionCounts().getOrDefault(Counts.Kind.READ, 0L);
        Source.@Nullable Progress source = step.progress();
        long done = source == null ? 0 : source.done();
        long total = source == null ? -1 : source.total();
        if (doneBefore < 0) {
            doneBefore = done; // what it takes to open a step and to write its first chunk says nothing of the others
            secondsBefore = seconds;
        }
        double left = total > 0 ? TimeLeft.USUAL.of(seconds - secondsBefore, done - doneBefore, total - done) : -1;
        return new StepListener.StepProgress(
                name,
                step.committed(Counts.Kind.READ),
                step.committed(Counts.Kind.REJECTED),
                read / seconds,
                done,
                total,
                left);
    }

    @Override
    protected void close(ExecutionContext context) throws Exception {
        try {
            attempts.end(); // where an error, which is no exception, left it open
            super.close(context);
        } finally {
            environment.listener().stepEnded(report());
        }
    }

    private StepReport report() {
        StepReport.Status status = attempts.isCompleteBefore() && execution().getStatus() == BatchStatus.COMPLETED
                ? StepReport.Status.ALREADY_COMPLETE
                : StepMeter.status(execution());
        String description = planned == null ? "" : planned.description();
        return attempts.report(meter, name, description, status, retries.report(), StepReport.error(execution()));
    }

    private StepExecution execution() {
        return Objects.requireNonNull(execution, "the step was not executed");
    }
}
