package io.nightload.source.jdbc;

import io.nightload.row.Block;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.source.tuple.TupleKey;
import io.nightload.source.tuple.Tuples;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows that are tuples.
 *
 * @param block of their bytes
 */
record TuplePage(Schema schema, Block block, Tuples tuples, TupleKey key) {

    int count() {
        return tuples.count();
    }

    Row row(int index) {
        return Row.of(schema, block, new Row.Extent(0, tuples.start(index), tuples.length(index), 0, -1));
    }

    List<@Nullable String> key(int index) {
        return key.texts(tuples.bytes(), tuples.start(index));
    }
}
