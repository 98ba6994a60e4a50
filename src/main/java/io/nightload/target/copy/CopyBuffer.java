package io.nightload.target.copy;

import io.nightload.row.RowError;
import io.nightload.row.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines of COPY's text format in a buffer that grows. */
final class CopyBuffer {

    /** What stands behind the backslash for a byte that must be escaped, or 0. */
    private static final byte[] ESCAPES = new byte[128];

    static {
        ESCAPES['\\'] = '\\';
        ESCAPES['\n'] = 'n';
        ESCAPES['\r'] = 'r';
        ESCAPES['\t'] = 't';
    }

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

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, count)));
        }
    }
}
