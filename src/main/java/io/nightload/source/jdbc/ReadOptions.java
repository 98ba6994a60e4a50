package io.nightload.source.jdbc;

import io.nightload.part.Located;
import io.nightload.source.keyset.SinceOptions;
import io.nightload.source.reading.ReadMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a table or a query is read.
 *
 * @param columns those that are read, or empty for all
 * @param key the order, unique, or empty for the default
 * @param fetchSize rows, or null for the default
 */
public record ReadOptions(
        Located<String> connection,
        List<Located<String>> columns,
        @Nullable Located<ReadMode> read,
        List<Located<String>> key,
        @Nullable SinceOptions since,
        @Nullable Located<Integer> fetchSize) {}
