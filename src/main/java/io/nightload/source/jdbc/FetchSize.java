package io.nightload.source.jdbc;

/** How many rows to ask for next: as many as fit {@link #BYTES}, going by the rows that came last. */
final class FetchSize {

    /** Enough that a round trip is lost in the time that the rows take, little enough for the smallest heap. */
    private static final long BYTES = 2 << 20;

    /** Before anything is known of the rows. */
    private static final int FIRST = 100;

    private final int most;
    private int rows;

    FetchSize(int most) {
        this.most = most;
        this.rows = Math.min(FIRST, most);
    }

    int rows() {
        return rows;
    }

    /** Some rows came, and so many bytes in all of them. */
    void came(int count, long bytes) {
        long fitting = BYTES * count / Math.max(1, bytes);
        rows = (int) Math.max(1, Math.min(most, fitting));
    }
}
