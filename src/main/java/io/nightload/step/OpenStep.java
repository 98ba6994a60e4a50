package io.nightload.step;

import io.nightload.checkpoint.Checkpoint;
import io.nightload.checkpoint.CheckpointKey;
import io.nightload.checkpoint.InstanceKey;
import io.nightload.checkpoint.Instances;
import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.checkpoint.reject.ChunkRejects;
import io.nightload.part.Counts;
import io.nightload.part.Publishing;
import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.part.Transform;
import io.nightload.part.WriteStatistics;
import io.nightload.plan.StepPlan;
import io.nightload.pool.StepConnections;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.row.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** What a step holds open while it runs: connections, checkpoint, reader, chain, writer. */
final class OpenStep implements AutoCloseable {

    private final StepPlan.Rows plan;
    private final InstanceKey instance;
    private final StepConnections connections;
    private final StepShare share;
    private final ChunkGuard guard;
    private final StepCheckpoint checkpoint;
    private final Counts counts = new Counts();
    private final ChunkRejects rejects;
    private final RejectsAllowed allowed;
    private final StepMemory memory;
    private final ItemStreamReader<Row> reader;
    private final ChunkSize size;
    private final ChunkReader chunkReader;
    private ChunkSource chunkSource;
    private final RowChain chain;
    private final Outgoing outgoing;
    private final ItemStreamWriter<Row> writer;
    private final ExecutionContext position;
    private final boolean last;
    private Map<Counts.Kind, Long> committed;
    private long chunks;
    private boolean handed;
    private boolean written;
    private boolean ending;
    private boolean complete;
    private boolean closed;

    /**
     * Makes the streams, which are opened where the checkpoint stands.
     *
     * @param plan of what this share of the step reads
     * @param checkpoint just taken, by the connection that writes
     */
    OpenStep(
            StepEnvironment environment,
            StepPlan.Rows plan,
            StepConnections connections,
            ChunkGuard guard,
            long executionId,
            StepShare share,
            StepCheckpoint checkpoint) {
        CheckpointKey key = new CheckpointKey(environment.instance(), plan.name(), share.partition());
        this.plan = plan;
        this.connections = connections;
        this.guard = guard;
        this.share = share;
        this.checkpoint = checkpoint;
        Checkpoint held = checkpoint.held();
        boolean beginsAgain = !plan.source().resumes() && held.begun() && !held.complete();
        if (!beginsAgain) {
            held.counts().forEach(counts::set);
        }
        this.chunks = held.chunks();
        this.committed = counts.snapshot();
        this.last = share.isWhole() && plan.name().equals(environment.lastStep());
        this.complete = held.complete();
        this.position = beginsAgain ? new ExecutionContext() : new ExecutionContext(new HashMap<>(held.position()));
        this.rejects =
                share.rejects().take(connections.target(), key, executionId, counts, plan.keeping(), beginsAgain);
        this.allowed = RejectsAllowed.of(plan, connections.target(), key, beginsAgain);
        this.memory = new StepMemory(environment, plan, connections.target());
        this.size = ChunkSize.of(plan);
        StepRuntime runtime = new StepRuntime(
                connections.target(),
                connections::source,
                counts,
                rejects,
                environment.zone(),
                size.mostRows(),
                memory.find(),
                share.partition());
        if (share.isWhole() && !held.begun() && runtime.remembered().isEmpty()) {
            memory.noteOthers();
        }
        this.reader = plan.source().reader(runtime);
        this.chunkReader = new ChunkReader(reader, size, ChunkSize.bytes(plan, share.atOnce()));
        this.chunkSource = chunkReader;
        this.writer = plan.target()
                .map(target -> target.writer(runtime))
                .orElseThrow(() -> new IllegalStateException("step " + plan.name() + " has no planned target"));
        this.outgoing = new Outgoing(writer, plan.transforms().stream().allMatch(Transform.Plan::streams));
        this.chain = new RowChain(plan.transforms(), runtime, outgoing);
        this.instance = environment.instance();
        if (share.isWhole()) {
            FrozenInputs.freeze(plan, checkpoint, environment.listener());
        }
    }

    void openStreams() {
        if (plan.source().mayBeReadAhead()) {
            String name = Thread.currentThread().getName() + ", reading ahead";
            chunkSource = new AheadReader(name, reader, chunkReader, size, guard);
        }
        openStreamsInTurn();
    }

    /** So that a chunk is read when it is asked for, and may end anywhere. */
    void openStreamsInTurn() {
        chunkSource.open(position);
        writer.open(position);
    }

    /** The rows of the chunk once, then null, and null where there are none. */
    @Nullable
    List<Row> read() throws Exception {
        if (handed) {
            return null;
        }
        handed = true;
        List<Row> rows = chunkSource.read();
        return rows.isEmpty() ? null : rows;
    }

    /** Whether the source has said that there is nothing more. */
    boolean isAtEnd() {
        return chunkSource.isAtEnd();
    }

    /** The next row of a chunk that takes so many at most. */
    @Nullable
    Row next(int most) throws Exception {
        return chunkReader.next(most);
    }

    /** Takes the rows of a chunk through the transforms, and sends what comes out. */
    void write(List<Row> rows) throws Exception {
        outgoing.send(rows, chain, counts);
    }

    void beforeChunk() {
        checkpoint.beforeChunk();
        guard.beginChunk(chunks + 1);
        chunkSource.beginChunk();
        handed = false;
    }

    /** The last thing in a chunk's transaction: its rejects, and how far the step is. */
    void writeCheckpoint() {
        boolean fewRejects = areRejectsFew();
        ending = chunkSource.isAtEnd();
        if (ending && share.isWhole() && writer instanceof Publishing publishing) {
            fewRejects = fewRejects && publishing.publish(this::areRejectsFew);
            ending = fewRejects;
        }
        if (!(writer instanceof Publishing) || (ending && share.isWhole())) {
            RowAccount.requireAccountedFor(plan.name(), counts);
        }
        writePosition();
        if (last && ending && fewRejects) {
            new Instances(connections.target()).complete(instance);
        }
        guard.requireCommittable();
        written = true;
    }

    private boolean areRejectsFew() {
        return allowed.tooMany(counts, true).isEmpty();
    }

    /** What a chunk writes beside its rows, whatever comes of the step: its rejects, and how far it is. */
    void writePosition() {
        rejects.write();
        chunkSource.update(position);
        writer.update(position);
        if (ending && reader instanceof Source.Remembering remembering) {
            remembering.toRemember().ifPresent(value -> memory.keep(value, share, position));
        }
        checkpoint.write(position.toMap(), counts, ending && share.endsForGood());
    }

    /**
     * After a chunk.
     *
     * @return whether there was one: not where the step was stopped before it
     */
    boolean afterCommit() {
        if (written) {
            chunkSource.endChunk();
            chunks++;
            complete = ending;
            committed = counts.snapshot();
        }
        boolean was = written;
        written = false;
        return was;
    }

    /** Whether it goes on with what an earlier execution has begun. */
    boolean isResumed() {
        return checkpoint.held().begun() && !checkpoint.held().complete();
    }

    boolean isComplete() {
        return complete;
    }

    /** How many rows of this kind are committed, over all executions of the instance. */
    long committed(Counts.Kind kind) {
        return committed.getOrDefault(kind, 0L);
    }

    /** What has become of the rows so far, those of the chunk in flight among them. */
    Map<Counts.Kind, Long> counted() {
        return counts.snapshot();
    }

    Source.@Nullable Progress progress() {
        return reader instanceof Source.Progress progress ? progress : null;
    }

    /** Holds the rejected rows against the step's limit. */
    void requireFewRejects() {
        allowed.require(share.countsOfStep(counts), share.isWhole() && (complete || chunkSource.isAtEnd()));
    }

    TargetTransactionManager transactionManager() {
        return new TargetTransactionManager(connections.target(), checkpoint, guard);
    }

    /** As it was taken. */
    StepCheckpoint checkpoint() {
        return checkpoint;
    }

    /** Chunks that committed, over all executions of the instance. */
    long chunks() {
        return chunks;
    }

    /** What is committed, over all executions of the instance. */
    Map<Counts.Kind, Long> committed() {
        return committed;
    }

    /** The names of the connections that died under it. */
    List<String> lostConnections() {
        return connections.lost();
    }

    Cost cost() {
        WriteStatistics written = writer instanceof WriteStatistics statistics ? statistics : WriteStatistics.NONE;
        return Cost.of(written, connections.queueWait());
    }

    /** Closes the streams and then, whatever they say, the connections; the second time it does nothing. */
    @Override
    @SuppressWarnings("try") // to be closed is all they are for
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (StepConnections closing = connections;
                AutoCloseable closingWriter = writer::close;
                AutoCloseable closingReader = chunkSource) {
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("closing a step's streams", e);
        }
    }
}
