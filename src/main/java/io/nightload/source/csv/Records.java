package io.nightload.source.csv;

import io.nightload.row.Block;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.source.file.FilePosition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of a window, in order: gathered one by one, then sealed into a block and handed out as rows. */
final class Records {

    private final Schema schema;
    private final Fields fields;
    private final long offset;
    private final long firstLine;
    private final Map<Integer, RowError> errors = new HashMap<>();
    private int[] starts;
    private int[] lengths;
    private int[] lines;
    private int count;
    private @Nullable Block block;
    private FilePosition end;

    /**
     * @param offset of the window's first byte in the file's text
     * @param expected how many records; any number fits
     */
    Records(Schema schema, int[] order, long offset, FilePosition from, int expected) {
        this.schema = schema;
        this.fields = new Fields(order, expected);
        this.offset = offset;
        this.firstLine = from.line();
        this.end = from;
        this.starts = new int[expected];
        this.lengths = new int[expected];
        this.lines = new int[expected];
    }

    Fields fields() {
        return fields;
    }

    /** Takes the record whose fields were just put. */
    void add(int start, int length, long line, @Nullable RowError error) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
            lines = Arrays.copyOf(lines, count * 2);
        }
        starts[count] = start;
        lengths[count] = length;
        lines[count] = (int) (line - firstLine);
        if (error == null) {
            fields.keep();
        } else {
            errors.put(count, error);
            fields.keepNulls();
        }
        count++;
    }

    /** There are no more: what follows in the file begins at this position. */
    Records seal(String name, byte[] bytes, int limit, FilePosition newEnd) {
        block = fields.block(name, bytes, limit);
        end = newEnd;
        return this;
    }

    int count() {
        return count;
    }

    /** The bytes that they keep in memory. */
    long weight() {
        Block sealed = java.util.Objects.requireNonNull(block);
        return sealed.bytes().length
                + (sealed.starts().length + sealed.lengths().length + 3L * starts.length) * Integer.BYTES;
    }

    Row row(int index) {
        Block sealed = java.util.Objects.requireNonNull(block);
        Row.Extent extent = new Row.Extent(
                index * fields.width(),
                starts[index],
                lengths[index],
                firstLine + lines[index],
                offset + starts[index]);
        RowError error = errors.isEmpty() ? null : errors.get(index);
        return error == null ? Row.of(schema, sealed, extent) : Row.rejected(schema, sealed, extent, error);
    }

    /** Where reading goes on behind a record: lines that are no records are passed over. */
    FilePosition after(int index) {
        int next = index + 1;
        return next == count ? end : new FilePosition(offset + starts[next], firstLine + lines[next]);
    }
}
