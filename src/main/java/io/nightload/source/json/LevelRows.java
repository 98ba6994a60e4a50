package io.nightload.source.json;

import io.nightload.row.Block;
import io.nightload.row.Nested;
import io.nightload.row.Schema;
import java.util.Arrays;
import java.util.Map;

/** The fields of the rows of one level, as they are gathered. */
final class LevelRows {

    private static final int NULL = -1;
    private static final int UNSET = -2;

    private final Layout.Level level;
    private int[] starts = new int[64];
    private int[] lengths = new int[64];
    private int[] records = new int[16];
    private int count;

    LevelRows(Layout.Level level) {
        this.level = level;
    }

    int count() {
        return count;
    }

    int width() {
        return level.width();
    }

    Schema schema() {
        return level.schema();
    }

    Map<Integer, Integer> below() {
        return level.below();
    }

    /** The record in which a row stands. */
    int record(int row) {
        return records[row];
    }

    /** A row whose fields are not set yet. */
    int add(int record) {
        int needed = (count + 1) * width();
        if (needed > starts.length) {
            int size = Math.max(needed, starts.length * 2);
            starts = Arrays.copyOf(starts, size);
            lengths = Arrays.copyOf(lengths, size);
        }
        if (count == records.length) {
            records = Arrays.copyOf(records, count * 2);
        }
        Arrays.fill(lengths, count * width(), needed, UNSET);
        records[count] = record;
        return count++;
    }

    /** Forgets the rows from this one on. */
    void cut(int newCount) {
        count = newCount;
    }

    boolean isSet(int row, int slot) {
        return lengths[row * width() + slot] != UNSET;
    }

    void set(int row, int slot, int start, int length) {
        starts[row * width() + slot] = start;
        lengths[row * width() + slot] = length;
    }

    void setNull(int row, int slot) {
        set(row, slot, 0, NULL);
    }

    Block block(String name, byte[] bytes, Map<Integer, Nested> nested) {
        for (int i = 0; i < count * width(); i++) {
            lengths[i] = Math.max(NULL, lengths[i]);
        }
        return new Block(name, bytes, starts, lengths, nested);
    }
}
