package io.nightload.source.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the bytes that can mean something to CSV: the delimiter, the quote, the escape, and everything below 0x10,
 * which has line ends and NUL in it. A byte that turns out to mean nothing is for the reader of the marks to pass over.
 *
 * <p>Eight bytes are looked at as one number. The test for a zero byte is the exact one of Hacker's Delight, 6-1.
 */
final class Marks {

    /** Bytes that must follow the last one of the text, for the last eight to be read at once. */
    static final int PADDING = Long.BYTES;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long LOW = ~HIGH;
    private static final long UPPER_HALVES = 0x7070707070707070L;
    private static final int STRIDE = 4096;

    private final long delimiter;
    private final long quote;
    private final long escape;
    private final int[] found = new int[STRIDE + 2];
    private int next;
    private int count;
    private byte[] bytes = new byte[PADDING];
    private int scanned;
    private int limit;
    private long seen;

    Marks(Dialect dialect) {
        this.delimiter = everywhere(dialect.delimiter(), dialect.delimiter());
        this.quote = everywhere(dialect.quote(), dialect.delimiter());
        this.escape = everywhere(dialect.escape(), dialect.delimiter());
    }

    private static long everywhere(char character, char otherwise) {
        return ONES * (character == Dialect.NONE ? otherwise : character);
    }

    /** Begins anew with the bytes from {@code from} to {@code limit}. */
    void begin(byte[] newBytes, int from, int newLimit) {
        bytes = newBytes;
        scanned = from;
        limit = newLimit;
        next = 0;
        count = 0;
        seen = 0;
    }

    /** The next mark, or the limit where there is none. */
    int next() {
        return next < count ? found[next++] : findMore();
    }

    /** Whether every byte up to the last mark handed out is ASCII. */
    boolean isAscii() {
        return (seen & HIGH) == 0;
    }

    private int findMore() {
        next = 0;
        count = 0;
        while (count == 0 && scanned < limit) {
            int end = Math.min(limit, scanned + STRIDE);
            find(scanned, end);
            scanned = end;
        }
        return count == 0 ? limit : found[next++];
    }

    private void find(int from, int end) {
        long all = 0;
        int n = 0;
        for (int at = from; at < end; at += Long.BYTES) {
            long word = (long) WORDS.get(bytes, at);
            all |= word;
            long other = notZero(word ^ delimiter)
                    & notZero(word ^ quote)
                    & notZero(word ^ escape)
                    & (((word & UPPER_HALVES) + LOW) | word);
            n = note(at, ~other & HIGH, n);
        }
        while (n > 0 && found[n - 1] >= end) {
            n--;
        }
        count = n;
        seen |= all;
    }

    /** Writes two places whether there are two marks or none: a branch that cannot be foretold costs more. */
    private int note(int at, long marks, int n) {
        long rest = marks & (marks - 1);
        found[n] = at + (Long.numberOfTrailingZeros(marks) >>> 3);
        found[n + 1] = at + (Long.numberOfTrailingZeros(rest) >>> 3);
        int more = Long.bitCount(marks);
        for (int i = 2; i < more; i++) {
            rest &= rest - 1;
            found[n + i] = at + (Long.numberOfTrailingZeros(rest) >>> 3);
        }
        return n + more;
    }

    /** The high bit of each byte that is not zero. */
    private static long notZero(long word) {
        return ((word & LOW) + LOW) | word;
    }
}
