package io.nightload.source.jdbc;

import io.nightload.row.Block;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.source.reading.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Some rows.
 *
 * @param width slots of a row
 * @param ends where each row's bytes end
 * @param count how many rows
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RowBlock(Schema schema, Block block, int width, int[] ends, int count) implements Page {

    @Override
    public Row row(int index) {
        int start = start(index);
        return Row.of(schema, block, new Row.Extent(index * width, start, ends[index] - start, 0, -1));
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1] + 1;
    }

    /** A field's text, or null for NULL. */
    @Nullable
    String text(int row, int slot) {
        int field = row * width + slot;
        int length = block.lengths()[field];
        return length < 0 ? null : new String(block.bytes(), block.starts()[field], length, StandardCharsets.UTF_8);
    }

    /** The texts of some fields of a row, NULL where they are. */
    List<@Nullable String> texts(int row, List<Integer> slots) {
        return slots.stream().map(slot -> text(row, slot)).collect(Collectors.toList());
    }

    long bytes() {
        return count == 0 ? 0 : ends[count - 1];
    }
}
