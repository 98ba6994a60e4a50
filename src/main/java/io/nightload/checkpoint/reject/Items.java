package io.nightload.checkpoint.reject;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Positions of nested rows as the table holds them. */
final class Items {

    private Items() {}

    /** As PostgreSQL writes an array; null for none. */
    static @Nullable String literal(List<Long> items) {
        return items.isEmpty() ? null : items.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
