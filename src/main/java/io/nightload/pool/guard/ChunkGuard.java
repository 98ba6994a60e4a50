package io.nightload.pool.guard;

import io.nightload.spec.StepOptions.Budget;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one step sends through its connections, and holds each chunk to its budget and its one commit. Safe for
 * the threads of readers that read ahead: what they send counts for the chunk that they read, if the step says so by
 * {@link #reading}, {@link #read} and {@link #taken}, or else for the one in flight.
 */
public final class ChunkGuard {

    private final String step;
    private final @Nullable Budget budget;
    private final Map<String, Integer> inChunk = new LinkedHashMap<>();
    private final Deque<Map<String, Integer>> read = new ArrayDeque<>();
    private Map<String, Integer> ahead = new LinkedHashMap<>();
    private @Nullable Thread reading;
    private long chunk;
    private long sentInChunk;
    private boolean open;
    private boolean committing;
    private long statements;
    private long roundTrips;
    private long commits;
    private long chunkStatements;
    private long mostInAChunk;
    private @Nullable SecondCommitException refused;

    public ChunkGuard(String step, @Nullable Budget budget) {
        this.step = step;
        this.budget = budget;
    }

    /**
     * From here on everything that is sent belongs to this chunk.
     *
     * @param number from 1, over all executions of the job instance
     */
    public synchronized void beginChunk(long number) {
        chunk = number;
        inChunk.clear();
        sentInChunk = 0;
        refused = null;
        open = true;
    }

    /**
     * The last thing before the chunk's commit.
     *
     * @throws BudgetExceededException if the chunk sent more statements than it may
     * @throws SecondCommitException if somebody tried to end its transaction, and hid that it was refused
     */
    public synchronized void requireCommittable() {
        if (refused != null) {
            throw refused;
        }
        if (budget != null && sentInChunk > budget.statements()) {
            throw new BudgetExceededException(step, chunk, inChunk, budget);
        }
    }

    /** Ends the chunk by its own commit or rollback. */
    public void endChunk(Runnable ending) {
        synchronized (this) {
            committing = true;
        }
        try {
            ending.run();
        } finally {
            closeChunk();
        }
    }

    private synchronized void closeChunk() {
        committing = false;
        if (open) {
            open = false;
            chunkStatements += sentInChunk;
            mostInAChunk = Math.max(mostInAChunk, sentInChunk);
        }
    }

    /** From here on what this thread sends is for chunks that are not begun. */
    public synchronized void reading(Thread thread) {
        reading = thread;
    }

    /** What the thread sent since the last time was for one chunk. */
    public synchronized void read() {
        read.add(ahead);
        ahead = new LinkedHashMap<>();
    }

    /** What was sent for the first chunk of those that were read belongs to the one in flight: its rows were taken. */
    public synchronized void taken() {
        Objects.requireNonNull(read.poll(), "no chunk was read").forEach(this::count);
    }

    synchronized void sent(String sql) {
        statements++;
        roundTrips++;
        if (Thread.currentThread().equals(reading)) {
            ahead.merge(sql, 1, Integer::sum);
        } else if (open) {
            count(sql, 1);
        }
    }

    private void count(String sql, int times) {
        sentInChunk += times;
        inChunk.merge(sql, times, Integer::sum);
    }

    /** A COPY ends with an answer of its own. */
    synchronized void copied(String sql) {
        sent(sql);
        roundTrips++;
    }

    synchronized void ended(boolean committed) {
        roundTrips++;
        if (committed && open) {
            commits++;
        }
    }

    /** @throws SecondCommitException if a chunk is in flight and this is not its own end */
    synchronized void requireOwnEnd(String what) {
        if (open && !committing) {
            refused = new SecondCommitException(step, chunk, what, Caller.place());
            throw refused;
        }
    }

    /** Statements sent by the step: a batch is one, and so is a COPY. */
    public synchronized long statements() {
        return statements;
    }

    /** Waits for an answer of the server: one for each statement, commit and rollback, two for a COPY. */
    public synchronized long roundTrips() {
        return roundTrips;
    }

    /** Commits that ended a chunk. */
    public synchronized long commits() {
        return commits;
    }

    /** Statements that were sent in chunks, without those that open the step. */
    public synchronized long chunkStatements() {
        return chunkStatements;
    }

    /** The most statements that one chunk sent. */
    public synchronized long mostInAChunk() {
        return mostInAChunk;
    }
}
