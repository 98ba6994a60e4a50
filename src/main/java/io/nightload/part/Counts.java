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
        /** Already in the target just like that. */
        UNCHANGED,
        /** An earlier row of the chunk with the same key as a later one. */
        SUPERSEDED,
        FILTERED,
        REJECTED,
        /** Rows of the target that a replace deleted because they did not come again: none of them was read. */
        REMOVED
    }

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    public void add(Kind kind, long rows) {
        counts.merge(kind, rows, Long::sum);
    }

    public long get(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    public void set(Kind kind, long rows) {
        counts.put(kind, rows);
    }

    /** Those that are not 0, as they are now. */
    public Map<Kind, Long> snapshot() {
        Map<Kind, Long> now = new EnumMap<>(Kind.class);
        counts.forEach((kind, rows) -> {
            if (rows != 0) {
                now.put(kind, rows);
            }
        });
        return now;
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
