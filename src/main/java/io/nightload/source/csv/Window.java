package io.nightload.source.csv;

import java.io.IOException;

/**
 * The part of a file that is looked at: moves on through it, and grows where one record does not fit. Each move takes a
 * new array, since rows may still refer to the old one.
 */
final class Window {

    /** Where its bytes come from: reads up to that many, and says how many, or -1 at the end. */
    @FunctionalInterface
    interface Input {
        int read(byte[] into, int from, int length) throws IOException;
    }

    private final Input input;
    private final WindowSize size;
    private byte[] bytes;
    private int from;
    private int limit;
    private long offset;
    private boolean atEnd;

    /** @param offset of the input's next byte in the file's text */
    Window(Input input, long offset, WindowSize size) {
        this.input = input;
        this.offset = offset;
        this.size = size;
        this.bytes = new byte[Marks.PADDING];
    }

    byte[] bytes() {
        return bytes;
    }

    /** The first byte that was not taken yet. */
    int from() {
        return from;
    }

    /** The end of the bytes that are here. */
    int limit() {
        return limit;
    }

    /** Whether the file's end is here. */
    boolean atEnd() {
        return atEnd;
    }

    /** The place in the file's text of a byte of the window. */
    long offset(int index) {
        return offset + index;
    }

    void take(int to) {
        from = to;
    }

    /** Drops what was taken and reads on; what rests makes the window grow, up to the largest record. */
    void more() throws IOException {
        int rest = limit - from;
        int room = Math.max(size.bytes(), Math.min(rest * 2, size.largestRecord()));
        byte[] next = new byte[room + Marks.PADDING];
        System.arraycopy(bytes, from, next, 0, rest);
        offset += from;
        from = 0;
        bytes = next;
        limit = rest;
        fill(room);
    }

    private void fill(int room) throws IOException {
        while (limit < room && !atEnd) {
            int read = input.read(bytes, limit, room - limit);
            if (read < 0) {
                atEnd = true;
            } else {
                limit += read;
            }
        }
    }
}
