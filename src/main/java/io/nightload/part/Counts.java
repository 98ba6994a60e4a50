package io.nightload.part;

import java.util.EnumMap;
import java.util.Map;

/**
 * What became of the rows: every row that is read is counted in exactly one of the others. Used by one thread, and added to per chunk where it matters; cumulative over
 * the chunks of a step and partition, and taken from the checkpoint when a step resumes.
 */
public final class Counts {

    /** What a row can be counted as. */
    public enum Kind {
        READ,
        /** Rows that {@code unnest} added. */
        UNNESTED,
        INSERTED,
        UPDATED,
        /** The row said that the target's row with its key is to go. */
        DELETED,
        /** Already in the target just like that, or left out by one of its triggers. */
        UNCHANGED,
        /** An earlier row of the chunk with the same key as a later one. */
        SUPERSEDED,
        FILTERED,
        REJECTED,
        /** Rows of the target that a replace deleted because they did not come again: none of them was read. */
        REMOVED
    }

    /** A number in a box that stays: another kind of number would be an object for each row. */
    private final Map<Kind, long[]> counts = new EnumMap<>(Kind.class);

    public void add(Kind kind, long rows) {
        cell(kind)[0] += rows;
    }

    public long get(Kind kind) {
        return cell(kind)[0];
    }

    public void set(Kind kind, long rows) {
        cell(kind)[0] = rows;
    }

    private long[] cell(Kind kind) {
        return counts.computeIfAbsent(kind, none -> new long[1]);
    }

    /** Those that are not 0, as they are now. */
    public Map<Kind, Long> snapshot() {
        Map<Kind, Long> now = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            if (get(kind) != 0) {
                now.put(kind, get(kind));
            }
        }
        return now;
    }

    /** What came to these counts after they were {@code before}; kinds that nothing came to are absent. */
    public static Map<Kind, Long> difference(Map<Kind, Long> before, Map<Kind, Long> after) {
        Map<Kind, Long> difference = new EnumMap<>(Kind.class);
        difference.putAll(after);
        before.forEach((kind, rows) -> difference.merge(kind, -rows, Long::sum));
        difference.values().removeIf(rows -> rows == 0);
        return difference;
    }

    /**
     * Rows read that no count explains: 0, or the step has lost or doubled something. Of a step that publishes at its
     * end, the rows that wait for that, until then.
     */
    public long unaccounted() {
        long out = 0;
        for (Kind kind : Kind.values()) {
            out += switch (kind) {
                case READ, UNNESTED -> get(kind);
                case REMOVED -> 0;
                default -> -get(kind);
            };
        }
        return out;
    }
}
