package io.nightload.source.csv;

import io.nightload.row.Block;
import java.util.Arrays;

/** Where the fields of a block's rows lie, while the block is being parsed. Every row has the same number of them. */
final class Fields {

    private static final int SPARE = 1024;

    private final int[] order;
    private int[] starts;
    private int[] lengths;
    private int base;
    private byte[] spare = {};
    private int spareLength;

    /**
     * @param order for each field of a line, its place in a row
     * @param rows how many are expected; any number fits
     */
    Fields(int[] order, int rows) {
        this.order = order;
        this.starts = new int[Math.max(1, rows) * order.length];
        this.lengths = new int[starts.length];
    }

    /** How many fields a row has. */
    int width() {
        return order.length;
    }

    /** Makes room for a row. */
    void begin() {
        if (base + order.length > starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
            lengths = Arrays.copyOf(lengths, starts.length);
        }
    }

    /** Notes a field of the row in hand; one that no column is there for is passed over. */
    void put(int field, int start, int length) {
        if (field < order.length) {
            int slot = base + order[field];
            starts[slot] = start;
            lengths[slot] = length;
        }
    }

    /** Takes the row in hand for done. */
    void keep() {
        base += order.length;
    }

    /** Takes the row in hand for done, without values. */
    void keepNulls() {
        Arrays.fill(lengths, base, base + order.length, -1);
        keep();
    }

    /**
     * Copies a quoted text without its escapes to where it can stay.
     *
     * @return its length; it begins at {@link #spareLength} as it was before, counted from the block's limit
     */
    int unescape(byte[] bytes, int from, int to, char quote, char escape) {
        if (spareLength + to - from > spare.length) {
            spare = Arrays.copyOf(spare, Math.max(SPARE, (spareLength + to - from) * 2));
        }
        int begin = spareLength;
        for (int at = from; at < to; at++) {
            boolean escapes = bytes[at] == escape && at + 1 < to && (bytes[at + 1] == quote || bytes[at + 1] == escape);
            spare[spareLength++] = bytes[escapes ? ++at : at];
        }
        return spareLength - begin;
    }

    int spareLength() {
        return spareLength;
    }

    /** The block of what was noted: its bytes up to the limit are these, and the unescaped texts follow. */
    Block block(String name, byte[] bytes, int limit) {
        if (spareLength == 0) {
            return new Block(name, bytes, starts, lengths);
        }
        byte[] extended = Arrays.copyOf(bytes, limit + spareLength);
        System.arraycopy(spare, 0, extended, limit, spareLength);
        return new Block(name, extended, starts, lengths);
    }
}
