package io.nightload.source.graph;

import java.util.Map;

/** Puts what a cursor shows into a buffer. */
public final class RowFiller {

    private final int skipped;
    private final int[] slots;
    private final int[] marks;
    private final int[] marking;

    /** For the rows of a branch, which begin with the key of their holder. */
    RowFiller(Branch branch) {
        this(branch.statement(), branch.keyAttributes().size());
    }

    /** @param skipped how many values come before the statement's own */
    public RowFiller(Statement statement, int skipped) {
        this.skipped = skipped;
        Map<Integer, Integer> marks = statement.marks();
        this.slots = numbers(statement.selected().values());
        this.marks = numbers(marks.keySet());
        this.marking = numbers(marks.values());
    }

    private static int[] numbers(java.util.Collection<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Adds the cursor's row. */
    public void fill(RowBuffer rows, Fetcher.Cursor cursor) {
        rows.begin();
        for (int i = 0; i < slots.length; i++) {
            rows.put(slots[i], cursor.value(skipped + i));
        }
        int row = rows.count() - 1;
        for (int i = 0; i < marks.length; i++) {
            rows.set(row, marks[i], 0, rows.isNull(row, marking[i]) ? -1 : 0);
        }
        rows.end();
    }
}
