package io.nightload.step;

import io.nightload.plan.StepPlan;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a chunk takes. A number that the job names stays what it is. Otherwise the first chunks take 1,000, and
 * each grows, up to twice the one before, until it takes about half a second from its first row to its commit: then a commit
 * costs less than 5 % of the time, also where a chunk is merged into its table, and a stopped step loses nearly nothing. A
 * source that asks its database once per chunk is told a number beforehand.
 */
public final class ChunkSize {

    /** Where it cannot be found out: of a step whose source asks by the chunk, or one that is only tried. */
    private static final int ASKED = 10_000;

    private static final int FIRST = 1_000;
    private static final int MOST = 1_000_000;
    private static final long WANTED_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final double MOST_GROWTH = 2;

    private static final long LEAST_BYTES = 5L << 20;
    private static final long MOST_BYTES = 32L << 20;
    /** A row in memory takes about three times the bytes of its text, and three chunks that are read ahead are beside it: two fifths of the heap. */
    private static final long HEAP_SHARE = 32;
    /** A tuple takes what it says, and is in memory once. */
    private static final long HEAP_SHARE_OF_TUPLES = 12;

    private final boolean grows;
    private volatile int rows;

    private ChunkSize(int rows, boolean grows) {
        this.rows = rows;
        this.grows = grows;
    }

    static ChunkSize of(StepPlan.Rows plan) {
        OptionalInt fixed = fixedRows(plan);
        return fixed.isPresent() ? fixed(fixed.getAsInt()) : automatic();
    }

    /** How many rows each chunk of a step has, unless bytes end it before; empty where that is found while it runs. */
    public static OptionalInt fixedRows(StepPlan.Rows plan) {
        @Nullable Integer said = plan.spec().options().chunk();
        if (said != null) {
            return OptionalInt.of(said);
        }
        return plan.source().asksByChunk() ? OptionalInt.of(ASKED) : OptionalInt.empty();
    }

    static ChunkSize fixed(int rows) {
        return new ChunkSize(rows, false);
    }

    static ChunkSize automatic() {
        return new ChunkSize(FIRST, true);
    }

    /** Of the next chunk. */
    int rows() {
        return rows;
    }

    /** Of a chunk for which somebody wants so many at most, and whose time says nothing. */
    int rowsOf(int wanted) {
        return Math.min(mostRows(), wanted);
    }

    /** Of any chunk, for those who must know beforehand. */
    int mostRows() {
        return grows ? ASKED : rows;
    }

    /**
     * The bytes that end a chunk before its rows do: wide rows must fit the heap several times.
     *
     * @param atOnce how many chunks are in memory
     */
    static long bytes(StepPlan.Rows plan, int atOnce) {
        long share =
                Runtime.getRuntime().maxMemory() / (plan.source().givesTuples() ? HEAP_SHARE_OF_TUPLES : HEAP_SHARE);
        return Math.max(LEAST_BYTES, Math.min(MOST_BYTES, share)) / atOnce;
    }

    /** A chunk of this size was committed so long after it was begun. */
    void took(int chunkRows, long nanos) {
        if (grows && chunkRows == rows) {
            double wanted = (double) WANTED_NANOS / Math.max(1, nanos);
            double factor = Math.max(1 / MOST_GROWTH, Math.min(MOST_GROWTH, wanted));
            rows = (int) Math.max(FIRST, Math.min(MOST, rows * factor));
        }
    }
}
