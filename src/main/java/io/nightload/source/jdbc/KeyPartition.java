package io.nightload.source.jdbc;

import io.nightload.part.Source;
import io.nightload.source.keyset.KeyRange;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A partition of what is read.
 *
 * @param range of the key
 * @param highest the highest value of the column that grows, when the step began; null where there was none, or none grows
 */
record KeyPartition(KeyRange range, @Nullable String highest) {

    private static final String HIGHEST = "since.highest";

    static KeyPartition of(Source.Partition partition) {
        Object highest = partition.bounds().get(HIGHEST);
        return new KeyPartition(KeyRange.of(partition.bounds()), highest == null ? null : highest.toString());
    }

    /** @param column the key's first one */
    Source.Partition named(String column) {
        Map<String, Object> bounds = new HashMap<>(range.bounds());
        if (highest != null) {
            bounds.put(HIGHEST, highest);
        }
        return new Source.Partition(range.of(column), -1, bounds);
    }
}
