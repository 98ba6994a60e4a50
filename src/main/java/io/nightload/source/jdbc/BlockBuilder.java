package io.nightload.source.jdbc;

import io.nightload.row.Block;
import io.nightload.source.reading.Reading;
import io.nightload.source.relation.FieldText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;

/** Gathers rows into a block. Their fields stand in it as in PostgreSQL's COPY, tabs between them, for people to read. */
final class BlockBuilder {

    private static final int MOST_ROWS = 500;
    private static final int MOST_BYTES = 256 << 10;

    private final Reading reading;
    private final Selection selection;
    private final FieldText[] texts;
    private final int[] slots;
    private final Map<String, Integer> key;
    private byte[] bytes;
    private int used;
    private final int[] starts;
    private final int[] lengths;
    private final int[] ends = new int[MOST_ROWS];
    private int count;

    /** @param bytes that it is likely to need */
    BlockBuilder(Reading reading, Selection selection, int bytes) {
        this.reading = reading;
        this.selection = selection;
        this.texts = selection.texts().toArray(FieldText[]::new);
        this.slots = selection.slots();
        this.key = selection.namedKey();
        this.bytes = new byte[bytes];
        this.starts = new int[MOST_ROWS * selection.width()];
        this.lengths = new int[MOST_ROWS * selection.width()];
        Arrays.fill(lengths, -1);
    }

    boolean isFull() {
        return count == MOST_ROWS || used >= MOST_BYTES;
    }

    /** Takes the row that the cursor is on. */
    void add(ResultSet row) throws SQLException {
        int first = count * selection.width();
        for (int i = 0; i < slots.length; i++) {
            byte[] value = texts[i].read(row, i + 1);
            if (i > 0) {
                put((byte) '\t');
            }
            if (value != null) {
                starts[first + slots[i]] = used;
                lengths[first + slots[i]] = value.length;
                put(value);
            } else {
                put((byte) '\\');
                put((byte) 'N');
            }
        }
        ends[count++] = used;
        put((byte) '\n');
    }

    private void put(byte[] value) {
        require(value.length);
        System.arraycopy(value, 0, bytes, used, value.length);
        used += value.length;
    }

    private void put(byte value) {
        require(1);
        bytes[used++] = value;
    }

    private void require(int more) {
        if (used + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(used + more, Math.addExact(used, used)));
        }
    }

    RowBlock build() {
        Block block = new Block(reading.subject().name(), bytes, starts, lengths, Map.of(), key);
        return new RowBlock(reading.schema(), block, selection.width(), ends, count);
    }
}
