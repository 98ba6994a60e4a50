package io.nightload.source.json;

import io.nightload.source.file.ByteInput;
import io.nightload.source.file.FilePosition;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/** Finds where the records of one file begin and end, without looking at what is in them. */
final class RecordFinder implements Closeable {

    /** Bytes that one record may have: what never ends is noticed there. */
    static final int LARGEST = 16 * 1024 * 1024;

    private static final int FIRST_BUFFER = 64 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final JsonFile file;
    private final ByteInput input;
    private byte[] bytes = new byte[FIRST_BUFFER];
    private int from;
    private int limit;
    private long offset;
    private long line;
    private boolean atEnd;
    private boolean begun;
    private boolean ended;
    private int length;
    private FilePosition start;

    private RecordFinder(JsonFile file, ByteInput input, FilePosition place) {
        this.file = file;
        this.input = input;
        this.offset = place.offset();
        this.line = place.line();
        this.start = place;
        this.begun = place.offset() > 0;
    }

    static RecordFinder open(JsonFile file, FilePosition place) throws IOException {
        return open(file, place, Long.MAX_VALUE);
    }

    /** @param end the byte behind the last one that is read */
    static RecordFinder open(JsonFile file, FilePosition place, long end) throws IOException {
        ByteInput input = ByteInput.open(file.file(), file.charset(), place.offset(), end);
        RecordFinder finder = new RecordFinder(file, input, place);
        if (place.offset() == 0) {
            finder.passByteOrderMark();
        }
        return finder;
    }

    private void passByteOrderMark() throws IOException {
        boolean more = true;
        while (more && limit < BYTE_ORDER_MARK.length) {
            more = more();
        }
        if (limit >= 3 && Arrays.equals(bytes, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
            from = 3;
        }
    }

    /** The first byte that is no blank, without taking it; -1 at the end. */
    int firstByte() throws IOException {
        do {
            while (from < limit && isBlank(bytes[from])) {
                line += bytes[from++] == '\n' ? 1 : 0;
            }
        } while (from == limit && more());
        return from < limit ? bytes[from] : -1;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Goes to the next record, if there is one. */
    boolean next() throws IOException {
        if (ended || !(file.array() ? toElement() : firstByte() >= 0)) {
            return false;
        }
        start = new FilePosition(offset + from, line);
        length = file.array() ? elementLength() : lineLength();
        for (int i = from; i < from + length; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        from += length;
        return true;
    }

    /** The record that was gone to; its bytes change with the next one. */
    Found found() {
        return new Found(bytes, from - length, length, start, new FilePosition(offset + from, line));
    }

    private boolean toElement() throws IOException {
        int next = firstByte();
        if (next == (begun ? ',' : '[')) {
            from++;
            boolean first = !begun;
            begun = true;
            next = firstByte();
            if (next >= 0 && (next != ']' || !first)) {
                return true;
            }
        }
        if (next < 0) {
            throw broken("the file ends within the array: it is cut off, or its last ] is missing");
        }
        if (next != ']') {
            throw broken("a comma or ] is expected behind an element of the array, not '" + (char) next + "'");
        }
        from++;
        ended = true;
        if (firstByte() >= 0) {
            throw broken("something stands behind the array's end: a file is one array, or an object on each line");
        }
        return false;
    }

    private int lineLength() throws IOException {
        int at = 0;
        do {
            for (; from + at < limit; at++) {
                if (bytes[from + at] == '\n') {
                    return at;
                }
            }
        } while (more());
        return at;
    }

    private int elementLength() throws IOException {
        int at = 0;
        int depth = 0;
        boolean string = false;
        boolean escaped = false;
        do {
            for (; from + at < limit; at++) {
                byte b = bytes[from + at];
                if (string) {
                    string = escaped || b != '"';
                    escaped = !escaped && b == '\\';
                } else if (b == '"') {
                    string = true;
                } else if (b == '{' || b == '[') {
                    depth++;
                } else if (depth == 0 && (b == ',' || b == ']')) {
                    return at;
                } else if ((b == '}' || b == ']') && --depth == 0) {
                    return at + 1;
                }
            }
        } while (more());
        throw broken("the array's element that begins here does not end before the file does");
    }

    /** Reads on; what was taken is dropped. */
    private boolean more() throws IOException {
        if (atEnd) {
            return false;
        }
        int rest = limit - from;
        if (rest >= LARGEST) {
            throw broken("the record that begins here has more than " + LARGEST + " bytes");
        }
        byte[] next = rest * 2 > bytes.length ? new byte[bytes.length * 2] : bytes;
        System.arraycopy(bytes, from, next, 0, rest);
        offset += from;
        bytes = next;
        from = 0;
        limit = rest;
        int read = input.read(bytes, limit, bytes.length - limit);
        atEnd = read < 0;
        limit += Math.max(0, read);
        return !atEnd;
    }

    private JsonException broken(String what) {
        return new JsonException(file.file().name(), line, offset + from, what);
    }

    /** How many bytes of the file itself have been read. */
    long consumed() {
        return input.consumed();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
