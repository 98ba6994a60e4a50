package io.nightload.source.json;

import io.nightload.row.Block;
import io.nightload.row.Nested;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.source.file.FilePosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Records, gathered one by one, then sealed into blocks of shared bytes: one for the records, one for each level of nested rows. */
final class Batch {

    private final String name;
    private final List<LevelRows> levels;
    private final List<Row.Extent> extents = new ArrayList<>();
    private final List<FilePosition> ends = new ArrayList<>();
    private final Map<Integer, RowError> errors = new HashMap<>();
    private byte[] bytes = {};
    private int used;
    private int[] marks = {};
    private List<Block> blocks = List.of();

    Batch(String name, List<Layout.Level> layout) {
        this.name = name;
        this.levels = layout.stream().map(LevelRows::new).toList();
    }

    int count() {
        return extents.size();
    }

    /** How many bytes there are. */
    int size() {
        return used;
    }

    LevelRows level(int index) {
        return levels.get(index);
    }

    /** Begins a record; the place of its first byte is where {@link #size} was. */
    void begin(Found found) {
        marks = levels.stream().mapToInt(LevelRows::count).toArray();
        int start = append(found.bytes(), found.from(), found.length());
        FilePosition place = found.start();
        extents.add(
                new Row.Extent(count() * levels.get(0).width(), start, found.length(), place.line(), place.offset()));
        ends.add(found.end());
        levels.get(0).add(count() - 1);
    }

    /** The record that was begun is bad. */
    void reject(RowError error) {
        for (int i = 0; i < marks.length; i++) {
            levels.get(i).cut(marks[i]);
        }
        levels.get(0).add(count() - 1);
        errors.put(count() - 1, error);
    }

    /** Appends bytes, and gives the place of the first. */
    int append(byte[] from, int start, int length) {
        if (used + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + length));
        }
        System.arraycopy(from, start, bytes, used, length);
        used += length;
        return used - length;
    }

    Batch seal() {
        Block[] sealed = new Block[levels.size()];
        for (int i = levels.size() - 1; i >= 0; i--) {
            Map<Integer, Nested> nested = new HashMap<>();
            levels.get(i)
                    .below()
                    .forEach((slot, level) -> nested.put(slot, (first, count) -> rows(level, first, count)));
            sealed[i] = levels.get(i).block(name, bytes, nested);
        }
        blocks = List.of(sealed);
        return this;
    }

    private Iterable<Row> rows(int level, int first, int count) {
        LevelRows rows = levels.get(level);
        return () -> IntStream.range(first, first + count)
                .mapToObj(i -> Row.of(rows.schema(), blocks.get(level), nested(rows, i)))
                .iterator();
    }

    /** A nested row is shown as the record that it stands in. */
    private Row.Extent nested(LevelRows rows, int index) {
        Row.Extent record = extents.get(rows.record(index));
        return new Row.Extent(index * rows.width(), record.start(), record.length(), record.line(), record.offset());
    }

    Row row(Schema schema, int index) {
        Row.Extent extent = extents.get(index);
        @Nullable RowError error = errors.get(index);
        return error == null
                ? Row.of(schema, blocks.get(0), extent)
                : Row.rejected(schema, blocks.get(0), extent, error);
    }

    FilePosition after(int index) {
        return ends.get(index);
    }
}
