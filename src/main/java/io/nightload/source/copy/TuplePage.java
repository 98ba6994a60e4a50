package io.nightload.source.copy;

import io.nightload.row.Block;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.source.reading.Page;
import io.nightload.source.tuple.TupleKey;
import io.nightload.source.tuple.Tuples;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows that are tuples.
 *
 * @param block of their bytes
 * @param last whether their range has no more rows
 */
record TuplePage(Schema schema, Block block, Tuples tuples, TupleKey key, boolean last) implements Page {

    /** What a row takes beside its bytes, where references have 32 bits. */
    private static final int ROW_BYTES = 96;

    @Override
    public int count() {
        return tuples.count();
    }

    @Override
    public Row row(int index) {
        int length = tuples.length(index);
        return Row.of(schema, block, new Row.Extent(0, tuples.start(index), length, 0, -1, length + ROW_BYTES));
    }

    List<@Nullable String> key(int index) {
        return key.texts(tuples.bytes(), tuples.start(index));
    }
}
