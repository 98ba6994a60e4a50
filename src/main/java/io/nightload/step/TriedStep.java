package io.nightload.step;

import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.part.Counts;
import io.nightload.plan.StepPlan;
import io.nightload.pool.StepConnections;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * A step, or a partition of one, that reads, transforms and writes as it would when it runs, in one transaction of the target
 * that is rolled back when it is closed. It begins at the beginning of what it reads. A replace fills its staging table but
 * publishes nothing. To be used by one thread.
 */
public final class TriedStep implements AutoCloseable {

    private final ChunkGuard guard;
    private final JdbcTransactionManager transactions;
    private final TransactionStatus transaction;
    private final OpenStep step;

    /** Opens it, in a transaction of the thread that does. */
    TriedStep(
            StepEnvironment environment,
            StepPlan.Rows plan,
            StepConnections connections,
            ChunkGuard guard,
            StepShare share) {
        this.guard = guard;
        this.transactions = new JdbcTransactionManager(connections.target());
        this.transaction = transactions.getTransaction(new DefaultTransactionDefinition());
        try {
            StepCheckpoint checkpoint = share.take(connections.target(), environment, plan.name(), null);
            mayStandStill(connections);
            this.step = opened(new OpenStep(environment, plan, connections, guard, 0, share, checkpoint));
        } catch (RuntimeException e) {
            transactions.rollback(transaction);
            throw e;
        }
    }

    /** Who takes a checkpoint and stands still is ended soon; this one goes on in the same transaction, and may open what it reads for long. */
    private static void mayStandStill(StepConnections connections) {
        new JdbcTemplate(connections.target()).execute("SET LOCAL idle_in_transaction_session_timeout = 0");
    }

    private static OpenStep opened(OpenStep step) {
        try {
            step.openStreamsInTurn();
            return step;
        } catch (RuntimeException e) {
            step.close();
            throw e;
        }
    }

    /**
     * Tries a chunk. It ends early after the last of the rows that are wanted.
     *
     * @param rows that are wanted at most
     * @return how many rows were read, 0 where there are no more
     * @throws InterruptedException between two rows, where its thread is interrupted
     * @throws Exception what would fail the step
     */
    public int chunk(int rows) throws Exception {
        step.beforeChunk();
        try {
            List<Row> chunk = new ArrayList<>();
            @Nullable Row row = null;
            while ((row = step.next(rows)) != null) {
                chunk.add(row);
                RowChain.requireUninterrupted();
            }
            if (!chunk.isEmpty()) {
                step.write(chunk);
                step.writePosition();
            }
            return chunk.size();
        } finally {
            guard.endChunk(() -> {});
        }
    }

    /** Whether its source has said that there are no more rows. */
    public boolean isAtEnd() {
        return step.isAtEnd();
    }

    /** Statements that its chunks have sent to all of its databases, the checkpoint's among them. */
    public long statements() {
        return guard.chunkStatements();
    }

    /** What would have become of its rows; those of a replace are only read. */
    public Map<Counts.Kind, Long> counts() {
        return step.counted();
    }

    /** The names of the connections that died under it. */
    public List<String> lostConnections() {
        return step.lostConnections();
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
