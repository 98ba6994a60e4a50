package io.nightload.target.copy;

import io.nightload.row.RowError;
import io.nightload.row.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rows of COPY's stream in a buffer that grows. */
final class CopyBuffer {

    /** What stands behind the backslash for a byte that must be escaped, or 0. */
    private static final byte[] ESCAPES = new byte[128];

    static {
        ESCAPES['\\'] = '\\';
        ESCAPES['\n'] = 'n';
        ESCAPES['\r'] = 'r';
        ESCAPES['\t'] = 't';
    }

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private byte[] bytes;
    private int length;

    CopyBuffer(int capacity) {
        this.bytes = new byte[capacity];
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Forgets what was added since the buffer was this long. */
    void truncate(int to) {
        length = to;
    }

    void add(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    void addNull() {
        reserve(2);
        bytes[length++] = '\\';
        bytes[length++] = 'N';
    }

    /** Adds bytes that need no escaping. */
    void addPlain(byte[] from, int start, int count) {
        reserve(count);
        System.arraycopy(from, start, bytes, length, count);
        length += count;
    }

    void addDecimal(long value) {
        byte[] digits = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
        addPlain(digits, 0, digits.length);
    }

    void addByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    void addShort(int value) {
        reserve(Short.BYTES);
        SHORTS.set(bytes, length, (short) value);
        length += Short.BYTES;
    }

    void addInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(bytes, length, value);
        length += Integer.BYTES;
    }

    void addLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, length, value);
        length += Long.BYTES;
    }

    /**
     * Adds text as it is, and judges it.
     *
     * @return the number of its characters
     * @throws RowError 22021 if it is no UTF-8 or holds NUL; nothing is added then
     */
    int addUtf8(byte[] from, int start, int count) {
        int plain = skipAscii(from, start, start + count);
        int characters = count;
        for (int i = plain; i < start + count; ) {
            int size = from[i] > 0 ? 1 : Utf8.sequence(from, i, start + count);
            if (size == 0) {
                Utf8.requireText(from, start, count);
            }
            i += size;
            characters -= size - 1;
        }
        addPlain(from, start, count);
        return characters;
    }

    /** Eight bytes at a time: none has its highest bit, and none is 0 or it would borrow from there. */
    private static int skipAscii(byte[] from, int start, int end) {
        int i = start;
        while (i + Long.BYTES <= end) {
            long word = (long) LONGS.get(from, i);
            if (((word | (word - ONES)) & HIGH) != 0) {
                return i;
            }
            i += Long.BYTES;
        }
        return i;
    }

    /**
     * Adds text, escaped, and judges it in the same pass.
     *
     * @return the number of its characters
     * @throws RowError 22021 if it is no UTF-8 or holds NUL; the buffer then has a part of it
     */
    int addText(byte[] from, int start, int count) {
        reserve(2 * count);
        byte[] to = bytes;
        int at = length;
        int end = start + count;
        int characters = count;
        int i = start;
        while (i < end) {
            byte b = from[i];
            if (b > 0) {
                byte escape = ESCAPES[b];
                if (escape != 0) {
                    to[at++] = '\\';
                    b = escape;
                }
                to[at++] = b;
                i++;
            } else {
                int size = Utf8.sequence(from, i, end);
                if (size == 0) {
                    Utf8.requireText(from, start, count);
                }
                System.arraycopy(from, i, to, at, size);
                at += size;
                i += size;
                characters -= size - 1;
            }
        }
        length = at;
        return characters;
    }

    int intAt(int at) {
        return (int) INTS.get(bytes, at);
    }

    /** @param size of the number: 2, 4 or 8 bytes */
    long numberAt(int at, int size) {
        return switch (size) {
            case Short.BYTES -> (short) SHORTS.get(bytes, at);
            case Integer.BYTES -> (int) INTS.get(bytes, at);
            case Long.BYTES -> (long) LONGS.get(bytes, at);
            default -> throw new IllegalArgumentException("a number of " + size + " bytes");
        };
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, count)));
        }
    }
}
