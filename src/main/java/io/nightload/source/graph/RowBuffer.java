package io.nightload.source.graph;

import io.nightload.row.Block;
import io.nightload.row.Nested;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the rows of a statement as bytes. */
public final class RowBuffer {

    private static final int FIRST_ROWS = 256;
    private static final int FIRST_BYTES = 16 << 10;

    private final int width;
    private final Map<Integer, Nested> nested = new HashMap<>();
    private byte[] bytes = new byte[FIRST_BYTES];
    private int[] starts;
    private int[] lengths;
    private int[] ends = new int[FIRST_ROWS];
    private long[] nestedWeights = {};
    private int size;
    private int count;

    public RowBuffer(int width) {
        this.width = width;
        this.starts = new int[FIRST_ROWS * width];
        this.lengths = new int[FIRST_ROWS * width];
    }

    /** Begins a row of which every field is NULL. */
    public void begin() {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
            starts = Arrays.copyOf(starts, count * 2 * width);
            lengths = Arrays.copyOf(lengths, count * 2 * width);
        }
        Arrays.fill(lengths, count * width, (count + 1) * width, -1);
        count++;
    }

    /** Puts a value of the last row; a tab stands between two, for people who read the whole row. */
    public void put(int slot, byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        int needed = size + value.length + 1;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
        System.arraycopy(value, 0, bytes, size, value.length);
        int field = (count - 1) * width + slot;
        starts[field] = size;
        lengths[field] = value.length;
        size += value.length;
        bytes[size++] = '\t';
    }

    public void end() {
        ends[count - 1] = size;
    }

    public int count() {
        return count;
    }

    /** Bytes in all rows. */
    public int size() {
        return size;
    }

    public boolean isNull(int row, int slot) {
        return lengths[row * width + slot] < 0;
    }

    /** A value that is not NULL. */
    public String text(int row, int slot) {
        int field = row * width + slot;
        return new String(bytes, starts[field], lengths[field], StandardCharsets.UTF_8);
    }

    /** Where a run of nested rows begins and how long it is, or -1; or that something is there, or not. */
    void set(int row, int slot, int start, int length) {
        starts[row * width + slot] = start;
        lengths[row * width + slot] = length;
    }

    void hold(int slot, Nested rows) {
        nested.put(slot, rows);
    }

    /** Takes over the values of another buffer's row; their bytes must have been {@linkplain #append appended}. */
    void copy(int row, RowBuffer other, int otherRow, Map<Integer, Integer> slots, int offset) {
        slots.forEach((from, to) -> {
            int field = otherRow * other.width + from;
            set(row, to, other.starts[field] + offset, other.lengths[field]);
        });
    }

    /** Appends all bytes of another buffer behind these, and says where they begin. */
    int append(RowBuffer other) {
        int offset = size;
        if (size + other.size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + other.size, bytes.length * 2));
        }
        System.arraycopy(other.bytes, 0, bytes, size, other.size);
        size += other.size;
        return offset;
    }

    private int end(int rows) {
        return rows == 0 ? 0 : ends[rows - 1];
    }

    /** Adds to what a row weighs the nested rows that it holds. */
    void weigh(int row, long nestedBytes) {
        if (nestedWeights.length < count) {
            nestedWeights = Arrays.copyOf(nestedWeights, ends.length);
        }
        nestedWeights[row] += nestedBytes;
    }

    /** What a row keeps in memory. */
    long weight(int row) {
        return end(row + 1) - end(row) + (row < nestedWeights.length ? nestedWeights[row] : 0);
    }

    /** All that was gathered; what is put later may not be seen in it. */
    Block block(String name, Map<String, Integer> key) {
        return new Block(name, bytes, starts, lengths, Map.copyOf(nested), key);
    }

    Row row(Schema schema, Block block, int row) {
        int start = end(row);
        int length = Math.max(0, end(row + 1) - start - 1);
        int weight = (int) Math.min(Integer.MAX_VALUE, weight(row));
        return Row.of(schema, block, new Row.Extent(row * width, start, length, 0, -1, weight));
    }
}
