package io.nightload.source.tuple;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gathers what a COPY in binary format sends, and finds where each tuple ends. Nothing is said of where its messages end, though
 * PostgreSQL sends one for each row.
 */
public final class TupleBuffer {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    /** The signature, flags, and the length of what stands between them and the first tuple. */
    private static final int HEADER = SIGNATURE.length + 2 * Integer.BYTES;

    private static final int TRAILER = -1;
    private static final int INCOMPLETE = -1;

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final int fields;
    private byte[] bytes;
    private int used;
    private int first = INCOMPLETE;
    private int[] ends;
    private int count;
    private boolean ended;

    /**
     * @param fields of each tuple
     * @param rows and bytes that are likely to come
     */
    public TupleBuffer(int fields, int rows, int bytes) {
        this.fields = fields;
        this.ends = new int[Math.max(1, rows)];
        this.bytes = new byte[bytes];
    }

    /** @throws IllegalStateException if this is no COPY in binary format, or one of other columns */
    public void add(byte[] message) {
        if (bytes.length - used < message.length) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(used, message.length), bytes.length + bytes.length / 2));
        }
        System.arraycopy(message, 0, bytes, used, message.length);
        used += message.length;
        if (first == INCOMPLETE) {
            first = header();
        }
        if (first != INCOMPLETE) {
            findEnds();
        }
    }

    private int header() {
        if (used < HEADER) {
            return INCOMPLETE;
        }
        if (!Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            throw new IllegalStateException("the server's COPY does not begin as its binary format does");
        }
        int from = HEADER + (int) INTS.get(bytes, HEADER - Integer.BYTES);
        return from > used ? INCOMPLETE : from;
    }

    private void findEnds() {
        for (int end = tuple(end()); end != INCOMPLETE; end = tuple(end)) {
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
            }
            ends[count++] = end;
        }
    }

    /** The end of the tuple that begins here, if it is here already. */
    private int tuple(int start) {
        if (ended || used - start < Short.BYTES) {
            return INCOMPLETE;
        }
        int columns = (short) SHORTS.get(bytes, start);
        if (columns == TRAILER) {
            ended = true;
            return INCOMPLETE;
        }
        if (columns != fields) {
            throw new IllegalStateException("the server's COPY has " + columns + " columns instead of " + fields);
        }
        int at = start + Short.BYTES;
        for (int i = 0; i < columns; i++) {
            if (used - at < Integer.BYTES) {
                return INCOMPLETE;
            }
            at += Integer.BYTES + Math.max(0, (int) INTS.get(bytes, at));
        }
        return at > used ? INCOMPLETE : at;
    }

    private int end() {
        return count == 0 ? first : ends[count - 1];
    }

    /** How many tuples have come whole. */
    public int count() {
        return count;
    }

    /** How many bytes have come. */
    public int size() {
        return used;
    }

    /**
     * The tuples that came, once all did. The buffer takes no more.
     *
     * @throws IllegalStateException if the last one is cut off
     */
    public Tuples all() {
        if (!ended) {
            throw new IllegalStateException("the server's COPY has ended within a row");
        }
        return whole();
    }

    /** The tuples that came whole, where no more are wanted. The buffer takes no more. */
    public Tuples whole() {
        return new Tuples(bytes, first, ends, count);
    }
}
