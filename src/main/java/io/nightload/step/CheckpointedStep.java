package io.nightload.step;

import io.nightload.part.Counts;
import io.nightload.part.Source;
import io.nightload.plan.StepPlan;
import io.nightload.pool.StepPools;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.row.Row;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.item.ChunkOrientedStep;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStream;

/** A step of rows, or one partition of it, whose truth is its checkpoint in the target. */
public final class CheckpointedStep extends ChunkOrientedStep<Row, Row> {

    private final StepEnvironment environment;
    private final Supplier<StepPlan.Rows> plan;
    private final Opening opening;
    private final String name;
    private final Current current;
    private @Nullable StepExecution execution;
    private StepMeter meter = new StepMeter();
    private String description = "";
    private boolean completeBefore;
    private long chunks;
    private long doneBefore = -1;

    /** Spring Batch wants reader and writer before the step can open them. */
    private static final class Current {
        private @Nullable OpenStep step;

        OpenStep step() {
            return Objects.requireNonNull(step, "the step is not open");
        }
    }

    /** Takes the checkpoint and opens what is needed to work on it. */
    @FunctionalInterface
    interface Opening {
        OpenStep open(StepPlan.Rows plan, long executionId) throws SQLException;
    }

    /** @param plan asked when the step begins */
    public CheckpointedStep(StepEnvironment environment, String name, Supplier<StepPlan.Rows> plan) {
        this(environment, name, plan, (planned, execution) -> whole(environment, planned, execution));
    }

    CheckpointedStep(StepEnvironment environment, String name, Supplier<StepPlan.Rows> plan, Opening opening) {
        this(environment, name, plan, opening, new Current());
    }

    private CheckpointedStep(
            StepEnvironment environment, String name, Supplier<StepPlan.Rows> plan, Opening opening, Current current) {
        super(
                name,
                Integer.MAX_VALUE,
                () -> current.step().read(),
                chunk -> current.step().write(chunk),
                environment.repository());
        this.environment = environment;
        this.name = name;
        this.plan = plan;
        this.opening = opening;
        this.current = current;
        setAllowStartIfComplete(true); // the checkpoint says whether it is
        registerItemStream(new ItemStream() {
            @Override
            public void update(ExecutionContext ignored) {
                current.step().writeCheckpoint();
            }
        });
    }

    @Override
    protected void doExecutionRegistration(StepExecution stepExecution) {
        super.doExecutionRegistration(stepExecution);
        execution = stepExecution;
        meter = new StepMeter();
    }

    @Override
    protected void open(ExecutionContext context) throws Exception {
        StepPlan.Rows planned = plan.get();
        description = planned.description();
        environment.listener().stepStarted(name, description);
        current.step = opening.open(planned, execution().getJobExecutionId());
        completeBefore = current.step().isComplete();
        current.step().requireFewRejects();
        if (!completeBefore) {
            current.step().openStreams();
        }
        setTransactionManager(current.step().transactionManager());
        afterPropertiesSet();
    }

    private static OpenStep whole(StepEnvironment environment, StepPlan.Rows planned, long executionId)
            throws SQLException {
        ChunkGuard guard =
                new ChunkGuard(planned.name(), planned.spec().options().budget());
        StepPools pools = StepPools.open(
                environment.instance().job(),
                planned.needs(1),
                planned.spec().options().pool(),
                environment.connections(),
                guard);
        try {
            OpenStep step = new OpenStep(environment, planned, pools, guard, executionId, Share.WHOLE);
            if (step.isResumed() && PartitionCount.isSeveral(planned.spec())) {
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
        OpenStep step = current.step();
        try {
            while (!step.isComplete() && !stepExecution.isTerminateOnly()) {
                super.open(stepExecution.getExecutionContext()); // readies it for one more chunk
                step.beforeChunk();
                super.doExecute(stepExecution);
                if (!step.afterCommit()) {
                    throw new JobInterruptedException("step " + name + " was stopped before its next chunk");
                }
                chunks++;
                environment.listener().progress(progress(step));
                step.requireFewRejects();
            }
            step.close(); // a connection that was not given back fails the step
        } finally {
            BatchCounts.tell(stepExecution, step.executionCounts());
        }
    }

    private StepListener.StepProgress progress(OpenStep step) {
        double seconds = meter.seconds();
        long read = step.executionCounts().getOrDefault(Counts.Kind.READ, 0L);
        Source.@Nullable Progress source = step.progress();
        long done = source == null ? 0 : source.done();
        long total = source == null ? -1 : source.total();
        if (doneBefore < 0) {
            doneBefore = step.isResumed() ? done : 0; // where it was, but for one chunk
        }
        double left = total > 0 && done > doneBefore ? seconds * (total - done) / (done - doneBefore) : -1;
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
    @SuppressWarnings("try") // to be closed is all it is for
    protected void close(ExecutionContext context) throws Exception {
        try (@Nullable OpenStep closing = current.step) {
            super.close(context);
        } finally {
            environment.listener().stepEnded(report());
            current.step = null;
        }
    }

    private StepReport report() {
        StepReport.Status status = completeBefore && execution().getStatus() == BatchStatus.COMPLETED
                ? StepReport.Status.ALREADY_COMPLETE
                : StepMeter.status(execution());
        @Nullable OpenStep step = current.step;
        return step == null
                ? meter.report(name, description, status, 0, 0, StepReport.error(execution()))
                : step.report(meter, description, status, chunks, StepReport.error(execution()));
    }

    private StepExecution execution() {
        return Objects.requireNonNull(execution, "the step was not executed");
    }
}
