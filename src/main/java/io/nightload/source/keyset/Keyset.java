package io.nightload.source.keyset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An order in which each row has a place of its own.
 *
 * @param columns the key, at least one column
 * @param proven whether a unique index says that no two rows have one key; otherwise the job file alone does
 * @param rows whether the database compares whole rows, as {@code (a, b) > (?, ?)}
 */
public record Keyset(List<KeyColumn> columns, boolean proven, boolean rows) {

    public Keyset {
        columns = List.copyOf(columns);
    }

    /** What stands behind ORDER BY. */
    public String order() {
        return columns.stream().map(KeyColumn::order).collect(Collectors.joining(", "));
    }

    /** The ranges behind a key, in order. */
    public List<Range> behind(List<@Nullable String> key) {
        if (isPlain()) {
            return List.of(new Range(
                    "(" + list(KeyColumn::sql) + ")" + columns.get(0).beyond() + "(" + list(column -> "?") + ")",
                    IntStream.range(0, columns.size()).boxed().toList()));
        }
        List<Range> ranges = new ArrayList<>();
        for (int last = columns.size() - 1; last >= 0; last--) {
            for (String condition : columns.get(last).behind(key.get(last))) {
                ranges.add(range(key, last, condition));
            }
        }
        return ranges;
    }

    /** The rows with this key. */
    public Range at(List<@Nullable String> key) {
        return range(key, columns.size(), "");
    }

    /** Those that agree in the leading columns, and meet a condition on the one behind them. */
    private Range range(List<@Nullable String> key, int equal, String condition) {
        List<String> conditions = new ArrayList<>();
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < equal; i++) {
            conditions.add(columns.get(i).equal(key.get(i)));
            if (key.get(i) != null) {
                values.add(i);
            }
        }
        if (!condition.isEmpty()) {
            conditions.add(condition);
            values.addAll(condition.endsWith("?") ? List.of(equal) : Collections.<Integer>emptyList());
        }
        return new Range(String.join(" AND ", conditions), values);
    }

    /** One comparison of rows is enough. */
    private boolean isPlain() {
        return rows
                && columns.stream().noneMatch(column -> column.column().nullable())
                && columns.stream().map(KeyColumn::descending).distinct().count() == 1;
    }

    private String list(Function<KeyColumn, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }

    /** As a job file has it: {@code region, created desc}. */
    @Override
    public String toString() {
        return list(KeyColumn::toString);
    }
}
