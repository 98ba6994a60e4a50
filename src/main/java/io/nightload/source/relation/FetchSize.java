package io.nightload.source.relation;

/** How many rows to ask a server for next: as many as fit {@link #BYTES}, going by the rows that came last. */
public final class FetchSize {

    /** Enough that a round trip is lost in the time that the rows take, little enough for the smallest heap. */
    private static final long BYTES = 2 << 20;

    /** Enough to go by, and 10 MB where each has 100 KB. */
    private static final int FIRST_ROWS = 100;

    private final int most;
    private int rows;

    /**
     * Begins.
     *
     * @param first rows, before anything is known of them
     * @param most rows, however narrow they are
     */
    public FetchSize(int first, int most) {
        this.most = most;
        this.rows = Math.min(first, most);
    }

    /** Begins with few, as nothing is known of them. */
    public static FetchSize upTo(int most) {
        return new FetchSize(FIRST_ROWS, most);
    }

    public int rows() {
        return rows;
    }

    /** Some rows came, and so many bytes in all of them. */
    public void came(int count, long bytes) {
        long fitting = BYTES * count / Math.max(1, bytes);
        rows = (int) Math.max(1, Math.min(most, fitting));
    }
}
