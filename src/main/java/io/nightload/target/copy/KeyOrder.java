package io.nightload.target.copy;

import io.nightload.row.ColumnType.Kind;
import io.nightload.target.table.TargetColumn;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether rows come in ascending order of their key, each key once, as a file does that was written in that order. */
final class KeyOrder {

    /** Their bytes are those of a signed number, which has the order that the server gives them. */
    private static final Set<Kind> NUMBERED = EnumSet.of(
            Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.DATE, Kind.TIME, Kind.TIMESTAMP, Kind.TIMESTAMPTZ);

    /** For each field up to the last one of the key, which column of the key it is, or -1. */
    private final int[] columns;

    private long[] before;
    private long[] now;
    private boolean isFirst;
    private boolean isAscending;

    private KeyOrder(int[] columns, int keys) {
        this.columns = columns;
        this.before = new long[keys];
        this.now = new long[keys];
    }

    /**
     * @param fields of a row, in their order
     * @param key the names of some of them; where the order of one cannot be told from its bytes, no order is ever seen
     */
    static KeyOrder of(CopyFormat format, List<TargetColumn> fields, List<String> key) {
        List<String> names = fields.stream().map(TargetColumn::name).toList();
        boolean isKnown = format == CopyFormat.BINARY
                && key.stream()
                        .allMatch(name -> NUMBERED.contains(
                                fields.get(names.indexOf(name)).type().kind()));
        int last = key.stream().mapToInt(names::indexOf).max().orElse(-1);
        return isKnown
                ? new KeyOrder(
                        names.stream().limit(last + 1).mapToInt(key::indexOf).toArray(), key.size())
                : new KeyOrder(new int[0], 0);
    }

    /** Forgets the rows. */
    void begin() {
        isFirst = true;
        isAscending = now.length > 0;
    }

    boolean isAscending() {
        return isAscending;
    }

    /** @param at where the first field of the next row begins, with its length */
    void add(CopyBuffer row, int at) {
        if (!isAscending) {
            return;
        }
        int field = at;
        for (int column : columns) {
            int length = row.intAt(field);
            if (column >= 0) {
                now[column] = row.numberAt(field + Integer.BYTES, length);
            }
            field += Integer.BYTES + Math.max(0, length);
        }
        isAscending = isFirst || Arrays.compare(before, now) < 0;
        isFirst = false;
        long[] swapped = before;
        before = now;
        now = swapped;
    }
}
