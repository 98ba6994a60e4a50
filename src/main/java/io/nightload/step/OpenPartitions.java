package io.nightload.step;

import io.nightload.checkpoint.CheckpointKey;
import io.nightload.checkpoint.FrozenPartition;
import io.nightload.checkpoint.Instances;
import io.nightload.checkpoint.Partitions;
import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.checkpoint.reject.RejectedRows;
import io.nightload.part.Counts;
import io.nightload.part.Publishing;
import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.plan.StepPlan;
import io.nightload.pool.StepPools;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.row.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The step itself, where it is read in partitions: what is before the first of them begins and after the last one is
 * complete. Its checkpoint has the number 0.
 */
final class OpenPartitions {

    private final StepEnvironment environment;
    private final StepPlan.Rows plan;
    private final StepPools pools;
    private final ChunkGuard guard;
    private final long executionId;
    private final CheckpointKey key;
    private final Partitions partitions;
    private final StepCheckpoint checkpoint;
    private final StepMemory memory;
    private Map<Counts.Kind, Long> counted;

    /**
     * Takes the step's checkpoint.
     *
     * @param before as an earlier attempt of the same run has taken it, or null
     */
    OpenPartitions(
            StepEnvironment environment,
            StepPlan.Rows plan,
            StepPools pools,
            ChunkGuard guard,
            long executionId,
            @Nullable StepCheckpoint before) {
        this.environment = environment;
        this.plan = plan;
        this.pools = pools;
        this.guard = guard;
        this.executionId = executionId;
        this.key = new CheckpointKey(environment.instance(), plan.name(), 0);
        this.partitions = new Partitions(pools.target(), key);
        this.checkpoint = before == null
                ? environment.take(pools.target(), plan.name(), 0)
                : before.takeAgain(pools.target(), environment.target());
        this.memory = new StepMemory(environment, plan, pools.target());
        this.counted = checkpoint.held().counts();
    }

    /** As it was taken. */
    StepCheckpoint checkpoint() {
        return checkpoint;
    }

    boolean isComplete() {
        return checkpoint.held().complete();
    }

    /** One of its partitions, for a thread that works on it. */
    StepShare share(int number, int atOnce, UnaryOperator<Counts> ofStep) {
        return new StepShare(number, atOnce, ofStep, checkpoint);
    }

    /** What the step itself has counted and committed, beside what its partitions did, over all executions of the instance. */
    Map<Counts.Kind, Long> counted() {
        return counted;
    }

    /**
     * The partitions that the step has begun with; where it has committed nothing yet, or reads what cannot be resumed, it begins
     * now.
     *
     * @param wanted how many it shall have then
     */
    List<FrozenPartition> freeze(int wanted) {
        List<FrozenPartition> frozen = partitions.find();
        if (frozen.isEmpty() && checkpoint.held().begun()) {
            throw new IllegalStateException(
                    "another run of step " + plan.name() + " has begun to read it in one piece; run it again");
        }
        long chunks = frozen.stream().mapToLong(p -> p.checkpoint().chunks()).sum();
        if (chunks > 0 || isComplete()) {
            FrozenInputs.requireUnchanged(plan, checkpoint.held(), chunks, environment.listener());
            if (!beginsAgain(frozen)) {
                return frozen;
            }
        }
        // Whoever works on them may be about to commit a chunk: behind their fences that is over.
        frozen.forEach(p -> checkpoint
                .takePartition(pools.target(), environment.target(), p.number())
                .leave());
        List<FrozenPartition> left = partitions.find();
        if (left.stream().anyMatch(p -> p.checkpoint().begun()) && !beginsAgain(left)) {
            return freeze(wanted);
        }
        begin(wanted);
        return partitions.find();
    }

    /** Rows that come once more go into a staging table of their own, so that it has to be divided anew. */
    private boolean beginsAgain(List<FrozenPartition> frozen) {
        return !plan.source().resumes()
                && !frozen.stream().allMatch(p -> p.checkpoint().complete());
    }

    private void noteFew(int found, int wanted) {
        plan.source()
                .dividedBy()
                .filter(column -> found < wanted && plan.undivided().isEmpty())
                .ifPresent(column -> environment
                        .listener()
                        .note(
                                "step %s is read in %d instead of %d partitions: the server's statistics know no more values of %s; ANALYZE its table, and --again divides it anew"
                                        .formatted(plan.name(), found, wanted, column)));
    }

    private void begin(int wanted) {
        List<Source.Partition> divided = plan.source().undivided().isPresent()
                ? List.of(new Source.Partition("all of it", -1, Map.of()))
                : plan.source().divide(wanted, pools::source, memory.find());
        noteFew(divided.size(), wanted);
        if (memory.find().isEmpty()) {
            memory.noteOthers();
        }
        Counts none = new Counts();
        ItemStreamWriter<Row> writer =
                writer(none, new RejectedRows(pools.target(), key, executionId, none, plan.keeping(), false));
        if (writer instanceof Publishing) {
            writer.open(new ExecutionContext());
        }
        new TransactionTemplate(new JdbcTransactionManager(pools.target())).executeWithoutResult(status -> {
            partitions.beginFreezing();
            ExecutionContext position = new ExecutionContext();
            if (writer instanceof Publishing publishing) {
                publishing.prepare();
                writer.update(position);
            }
            FrozenInputs.begin(plan, checkpoint, position.toMap());
            partitions.freeze(divided, position.toMap());
        });
        writer.close();
    }

    /**
     * Completes the step, if all of its partitions are complete.
     *
     * @throws JobInterruptedException if one of them is not, without a failure: somebody has stopped it
     * @throws TooManyRejectsException if they have rejected more rows than the step may
     */
    void complete() throws JobInterruptedException {
        List<FrozenPartition> done = partitions.find();
        if (!done.stream().allMatch(p -> p.checkpoint().complete())) {
            throw new JobInterruptedException(
                    "step " + plan.name() + " was stopped before all of its partitions were complete");
        }
        Counts counts = new Counts();
        done.forEach(p -> p.checkpoint().counts().forEach(counts::add));
        Map<Counts.Kind, Long> ofPartitions = counts.snapshot();
        checkpoint.held().counts().forEach(counts::add);
        RejectsAllowed allowed = RejectsAllowed.of(plan, pools.target(), key, false);
        allowed.require(counts, true);
        checkpoint.moveToWriter();
        RejectedRows rejects = new RejectedRows(pools.target(), key, executionId, counts, plan.keeping(), false);
        ItemStreamWriter<Row> writer = writer(counts, rejects);
        ExecutionContext position =
                new ExecutionContext(new HashMap<>(checkpoint.held().position()));
        if (writer instanceof Publishing) {
            writer.open(position);
        }
        Counts own = new Counts();
        PlatformTransactionManager transactions = new TargetTransactionManager(pools.target(), checkpoint, guard);
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            boolean complete = !(writer instanceof Publishing publishing)
                    || publishing.publish(() -> allowed.tooMany(counts, true).isEmpty());
            rejects.write();
            if (complete) {
                RowAccount.requireAccountedFor(plan.name(), counts);
                memory.keep(done);
                if (plan.name().equals(environment.lastStep())) {
                    new Instances(pools.target()).complete(environment.instance());
                }
            }
            Counts.difference(ofPartitions, counts.snapshot()).forEach(own::set);
            checkpoint.write(position.toMap(), own, complete);
        });
        counted = own.snapshot();
        writer.close();
        allowed.require(counts, true);
    }

    /** One that publishes, where the target does that. */
    private ItemStreamWriter<Row> writer(Counts counts, RejectedRows rejects) {
        StepRuntime runtime = new StepRuntime(pools.target(), pools::source, counts, rejects, environment.zone(), 1);
        return plan.target()
                .map(target -> target.writer(runtime))
                .orElseThrow(() -> new IllegalStateException("step " + plan.name() + " has no planned target"));
    }
}
