package io.nightload.source.tuple;

/**
 * Tuples that lie one behind the other.
 *
 * @param first where the first one begins
 * @param ends where each of them ends; more may stand behind
 * @param count how many there are
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Tuples(byte[] bytes, int first, int[] ends, int count) {

    public int start(int tuple) {
        return tuple == 0 ? first : ends[tuple - 1];
    }

    public int length(int tuple) {
        return ends[tuple] - start(tuple);
    }

    /** Of all of them. */
    public int size() {
        return count == 0 ? 0 : ends[count - 1] - first;
    }
}
