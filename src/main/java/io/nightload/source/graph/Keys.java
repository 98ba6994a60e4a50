package io.nightload.source.graph;

import io.nightload.row.ColumnType.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the holders of a batch refer to: each different key once, and which row has which. */
final class Keys {

    private static final int NONE = -1;

    private final List<Kind> kinds;
    private final Map<List<String>, Integer> groups = new HashMap<>();
    private final List<StringBuilder> arrays = new ArrayList<>();
    private final int from;
    private final int[] groupOf;
    private byte[][] last = new byte[0][];
    private int lastGroup = NONE;

    /** Those of the rows from one to before another. */
    Keys(RowBuffer rows, Branch branch, int from, int to) {
        this.kinds = branch.keyAttributes().stream().map(a -> a.type().kind()).toList();
        this.from = from;
        this.groupOf = new int[to - from];
        int[] slots = branch.holderSlots();
        for (int i = 0; i < slots.length; i++) {
            arrays.add(new StringBuilder("{"));
        }
        for (int row = from; row < to; row++) {
            groupOf[row - from] = add(rows, row, slots);
        }
        arrays.forEach(array -> array.append('}'));
    }

    private int add(RowBuffer rows, int row, int[] slots) {
        List<String> key = new ArrayList<>(slots.length);
        for (int i = 0; i < slots.length; i++) {
            if (rows.isNull(row, slots[i])) {
                return NONE;
            }
            key.add(normal(kinds.get(i), rows.text(row, slots[i])));
        }
        Integer known = groups.putIfAbsent(key, groups.size());
        if (known != null) {
            return known;
        }
        for (int i = 0; i < slots.length; i++) {
            append(arrays.get(i), rows.text(row, slots[i]));
        }
        return groups.size() - 1;
    }

    /** Values that are equal may be written differently: 1.0 and 1.00, a char with its blanks. */
    private static String normal(Kind kind, String text) {
        return switch (kind) {
            case NUMERIC ->
                text.endsWith("N") || text.endsWith("y")
                        ? text
                        : new BigDecimal(text).stripTrailingZeros().toPlainString();
            case CHAR -> text.stripTrailing();
            default -> text;
        };
    }

    private static void append(StringBuilder array, String value) {
        if (array.length() > 1) {
            array.append(',');
        }
        array.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                array.append('\\');
            }
            array.append(c);
        }
        array.append('"');
    }

    /** How many different ones there are. */
    int count() {
        return groups.size();
    }

    /** For each column of the key, its values as the text of an array. */
    List<String> arrays() {
        return arrays.stream().map(StringBuilder::toString).toList();
    }

    /** Which key a row refers to, or -1 where it refers to none. */
    int of(int row) {
        return groupOf[row - from];
    }

    /** Which key the row of a cursor belongs to; rows of one key follow each other. */
    int of(Fetcher.Cursor cursor) {
        boolean same = last.length > 0;
        for (int i = 0; same && i < last.length; i++) {
            same = Arrays.equals(last[i], cursor.value(i));
        }
        if (!same) {
            last = new byte[kinds.size()][];
            List<String> key = new ArrayList<>(last.length);
            for (int i = 0; i < last.length; i++) {
                byte[] value = java.util.Objects.requireNonNull(cursor.value(i), "a key that was asked for is NULL");
                last[i] = value;
                key.add(normal(kinds.get(i), new String(value, StandardCharsets.UTF_8)));
            }
            Integer group = groups.get(key);
            if (group == null) {
                throw new IllegalStateException("a row came with the key " + key + ", which nothing refers to");
            }
            lastGroup = group;
        }
        return lastGroup;
    }
}
