package io.nightload.step;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.part.Counts;
import io.nightload.plan.StepPlan;
import io.nightload.pool.StepPools;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.row.Row;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * A step that reads, transforms and writes as it would when it runs, in one transaction of the target that is rolled back
 * when it is closed. It begins at the beginning of its source, under a job instance that nobody else can have, so that it
 * neither waits for a live run's checkpoint nor takes it. A replace fills its staging table but publishes nothing.
 * To be used by one thread.
 */
public final class TriedStep implements AutoCloseable {

    /** No instance that runs has a number below 0. */
    private static final int NOBODYS = -1;

    private final ChunkGuard guard;
    private final StepPools pools;
    private final JdbcTransactionManager transactions;
    private final TransactionStatus transaction;
    private final OpenStep step;
    private final StepMeter meter;
    private long chunks;

    private TriedStep(StepEnvironment environment, StepPlan.Rows plan, StepPools pools, ChunkGuard guard) {
        this.guard = guard;
        this.pools = pools;
        this.transactions = new JdbcTransactionManager(pools.target());
        this.transaction = transactions.getTransaction(new DefaultTransactionDefinition());
        try {
            this.step = new OpenStep(environment, plan, pools, guard, 0, Share.WHOLE);
            step.openStreams();
        } catch (RuntimeException e) {
            transactions.rollback(transaction);
            throw e;
        }
        this.meter = new StepMeter();
    }

    /**
     * Opens it, with connections of its own.
     *
     * @param work of the job, whatever its {@code again} says
     * @param connections new connections to a database by its name, unpooled
     * @param zone for timestamps without an offset
     * @throws io.nightload.pool.NoRoomException if a server has not as many connections left as it needs
     * @throws SQLException if a server does not answer
     */
    public static TriedStep open(
            InstanceKey work, StepPlan.Rows plan, Function<String, DataSource> connections, ZoneId zone)
            throws SQLException {
        ChunkGuard guard = new ChunkGuard(plan.name(), null);
        StepPools pools =
                StepPools.open(work.job(), plan.needs(1), plan.spec().options().pool(), connections, guard);
        StepEnvironment environment = new StepEnvironment(
                work.withAgain(NOBODYS), "", connections, zone, new ResourcelessJobRepository(), new StepListener() {});
        try {
            return new TriedStep(environment, plan, pools, guard);
        } catch (RuntimeException e) {
            pools.close();
            throw e;
        }
    }

    /**
     * Tries a chunk. It ends early after the last of the rows that are wanted, or where a person wants it to end.
     *
     * @param rows that are wanted at most
     * @param isStopped asked before each row
     * @return how many rows were read, 0 where there are no more
     * @throws Exception what would fail the step
     */
    public int chunk(int rows, BooleanSupplier isStopped) throws Exception {
        guard.beginChunk(chunks + 1);
        try {
            Chunk<Row> chunk = new Chunk<>();
            @Nullable Row row = null;
            while (chunk.size() < rows && !isStopped.getAsBoolean() && (row = step.read()) != null) {
                chunk.add(row);
            }
            if (!chunk.isEmpty()) {
                step.write(chunk);
                step.writePosition();
                chunks++;
            }
            return chunk.size();
        } finally {
            guard.endChunk(() -> {});
        }
    }

    /** Statements that its chunks have sent to all of its databases, the checkpoint's among them. */
    public long statements() {
        return guard.chunkStatements();
    }

    /** What would have become of its rows; those of a replace are only read. */
    public Map<Counts.Kind, Long> counts() {
        return step.counted();
    }

    /** How long it has waited for connections, all together. */
    public double connectionWaitMillis() {
        return pools.queueWait().totalMillis();
    }

    /** The most heap that was in use since it was opened. */
    public long peakHeapBytes() {
        return meter.peakHeapBytes();
    }

    /** Rolls everything back, and closes the streams and the connections. */
    @Override
    @SuppressWarnings("try") // to be closed is all they are for
    public void close() {
        try (OpenStep closing = step) {
            transactions.rollback(transaction);
        }
    }
}
