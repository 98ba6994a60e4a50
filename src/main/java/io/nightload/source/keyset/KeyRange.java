package io.nightload.source.keyset;

import io.nightload.source.relation.DatabaseDialect;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one partition: a run of neighbours in the order of the key's first column.
 *
 * @param from the first value of the column in it, or null from the beginning on
 * @param end the value that is behind it, or null to the end
 */
public record KeyRange(@Nullable String from, @Nullable String end) {

    public static final KeyRange ALL = new KeyRange(null, null);

    private static final String FROM = "key.from";
    private static final String END = "key.end";

    /** One range more than there are values, which come in the order of the key. */
    public static List<KeyRange> between(List<String> values) {
        List<KeyRange> ranges = new ArrayList<>();
        @Nullable String from = null;
        for (String value : values) {
            ranges.add(new KeyRange(from, value));
            from = value;
        }
        ranges.add(new KeyRange(from, null));
        return ranges;
    }

    /** As {@link #bounds} were. */
    public static KeyRange of(Map<String, Object> bounds) {
        return new KeyRange(text(bounds.get(FROM)), text(bounds.get(END)));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** For a checkpoint. */
    public Map<String, Object> bounds() {
        Map<String, Object> bounds = new HashMap<>();
        if (from != null) {
            bounds.put(FROM, from);
        }
        if (end != null) {
            bounds.put(END, end);
        }
        return bounds;
    }

    /** SQL, or empty for all rows. NULLs are with those that they stand beside. */
    public String condition(KeyColumn column) {
        List<String> conditions = new ArrayList<>();
        if (from != null) {
            conditions.add(
                    withNulls(column.sql() + column.beyond().stripTrailing() + "= ?", column, end == null, true));
        }
        if (end != null) {
            String before = column.descending() ? " > ?" : " < ?";
            conditions.add(withNulls(column.sql() + before, column, from == null, false));
        }
        return String.join(" AND ", conditions);
    }

    private static String withNulls(String condition, KeyColumn column, boolean atTheEdge, boolean last) {
        return atTheEdge && column.column().nullable() && column.nullsLast() == last
                ? "(" + condition + " OR " + column.sql() + " IS NULL)"
                : condition;
    }

    /**
     * Binds the condition's values.
     *
     * @return the index behind the last one
     */
    public int bind(PreparedStatement statement, int first, KeyColumn column, DatabaseDialect dialect)
            throws SQLException {
        int index = first;
        if (from != null) {
            dialect.bind(statement, index++, column.column().type(), from);
        }
        if (end != null) {
            dialect.bind(statement, index++, column.column().type(), end);
        }
        return index;
    }

    /** For people: {@code id from 1000 to before 2000}. */
    public String of(String column) {
        if (from == null && end == null) {
            return "every " + column;
        }
        return column + (from == null ? "" : " from " + from) + (end == null ? "" : " to before " + end);
    }
}
