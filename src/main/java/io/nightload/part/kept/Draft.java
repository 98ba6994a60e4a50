package io.nightload.part.kept;

import io.nightload.row.Block;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Nested;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One row and those beneath it while they are read: a block for the row, and one for each collection on a way down. */
final class Draft {

    private static final int NULL = -1;

    private final Origin origin;
    private final int recordLength;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Level root;

    /** @param record the row's text, which the values follow */
    Draft(Origin origin, byte[] record, int width) {
        this.origin = origin;
        this.recordLength = record.length;
        bytes.writeBytes(record);
        this.root = new Level(width, new Schema(List.of()));
    }

    /** How many slots a row of these columns has; a single row beneath it lies in the same block. */
    static int width(List<Column> columns) {
        return columns.stream()
                .mapToInt(column -> Math.max(
                        column.slot() + 1,
                        column.type().kind() == ColumnType.Kind.ROW ? width(RowsAsJson.asked(column)) : 0))
                .max()
                .orElse(0);
    }

    Level root() {
        return root;
    }

    Block seal() {
        return root.seal(bytes.toByteArray());
    }

    /** The rows of one block. */
    final class Level {
        private final int width;
        private final Schema schema;
        private final Map<Integer, Level> beneath = new HashMap<>();
        private int[] starts = {};
        private int[] lengths = {};
        private int count;

        Level(int width, Schema schema) {
            this.width = width;
            this.schema = schema;
        }

        int count() {
            return count;
        }

        /** Begins a row of NULLs. */
        int add() {
            int needed = (count + 1) * width;
            if (needed > starts.length) {
                starts = Arrays.copyOf(starts, needed * 2);
                lengths = Arrays.copyOf(lengths, needed * 2);
            }
            Arrays.fill(lengths, count * width, needed, NULL);
            return count++;
        }

        void setNull(int row, int slot) {
            set(row, slot, 0, NULL);
        }

        void set(int row, int slot, int start, int length) {
            starts[row * width + slot] = start;
            lengths[row * width + slot] = length;
        }

        void put(int row, int slot, String value) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            set(row, slot, bytes.size(), utf8.length);
            bytes.writeBytes(utf8);
        }

        Level beneath(int slot, List<Column> columns) {
            return beneath.computeIfAbsent(slot, ignored -> new Level(width(columns), new Schema(columns)));
        }

        private Block seal(byte[] all) {
            Map<Integer, Nested> nested = new HashMap<>();
            beneath.forEach((slot, level) -> {
                Block block = level.seal(all);
                nested.put(slot, (first, rows) -> level.rows(block, first, rows));
            });
            return new Block(origin.name(), all, starts, lengths, nested);
        }

        private List<Row> rows(Block block, int first, int rows) {
            return IntStream.range(first, first + rows)
                    .mapToObj(row -> Row.of(
                            schema,
                            block,
                            new Row.Extent(row * width, 0, recordLength, origin.line(), origin.offset())))
                    .toList();
        }
    }
}
