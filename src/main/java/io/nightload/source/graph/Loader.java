package io.nightload.source.graph;

import io.nightload.row.Block;
import io.nightload.row.Nested;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Loads what stands behind rows: one statement for each branch, in the plan's order. Where that is more than may be held, it
 * gives up and says which branch was too large.
 */
final class Loader {

    /** What nested rows may take in memory for one slice of their holders, in bytes. */
    static final long DEFAULT_LIMIT = 16 << 20;

    private static final int FIELD_BYTES = 8;

    private final Fetcher fetcher;
    private final long limit;
    private final Map<Statement, Schema> schemas = new HashMap<>();
    private long held;

    Loader(Fetcher fetcher, long limit) {
        this.fetcher = fetcher;
        this.limit = limit;
    }

    /** More nested rows than may be held. */
    static final class Overflow extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Branch branch;

        Overflow(Branch branch) {
            super(null, null, false, false);
            this.branch = branch;
        }

        /** Of the statement whose rows were to be loaded. */
        Branch branch() {
            return branch;
        }
    }

    Fetcher fetcher() {
        return fetcher;
    }

    Schema schema(Statement statement) {
        return schemas.computeIfAbsent(statement, Statement::schema);
    }

    /**
     * Loads all branches of the rows from one to before another.
     *
     * @param streamed branches whose rows are read when they are walked; there is one holder then
     */
    void load(Statement statement, RowBuffer rows, int from, int to, Set<Branch> streamed) throws Overflow {
        held = 0;
        branches(statement, rows, from, to, streamed);
    }

    private void branches(Statement statement, RowBuffer rows, int from, int to, Set<Branch> streamed) throws Overflow {
        for (Branch branch : statement.branches()) {
            Keys keys = new Keys(rows, branch, from, to);
            if (keys.count() == 0) {
                continue;
            }
            if (streamed.contains(branch)) {
                rows.hold(branch.slot(), new StreamedRows(this, branch, keys.arrays()));
                rows.set(from, branch.slot(), 0, Integer.MAX_VALUE);
            } else {
                branch(branch, keys, rows, from, to);
            }
        }
    }

    private void branch(Branch branch, Keys keys, RowBuffer rows, int from, int to) throws Overflow {
        int[] first = new int[keys.count()];
        int[] counts = new int[keys.count()];
        RowBuffer loaded = fetch(branch, keys, first, counts);
        try {
            branches(branch.statement(), loaded, 0, loaded.count(), Set.of());
        } catch (Overflow e) {
            throw new Overflow(branch);
        }
        if (branch.isToMany()) {
            hang(branch, keys, rows, from, to, loaded, first, counts);
        } else {
            copy(branch, keys, rows, from, to, loaded, first, counts);
        }
    }

    private RowBuffer fetch(Branch branch, Keys keys, int[] first, int[] counts) throws Overflow {
        RowBuffer loaded = new RowBuffer(branch.statement().width());
        int rowBytes = FIELD_BYTES * branch.statement().width();
        RowFiller filler = new RowFiller(branch);
        int before = 0;
        try (Fetcher.Cursor cursor = fetcher.fetch(branch, keys.arrays())) {
            while (cursor.next()) {
                int group = keys.of(cursor);
                if (counts[group]++ == 0) {
                    first[group] = loaded.count();
                }
                filler.fill(loaded, cursor);
                held += loaded.size() - before + rowBytes;
                before = loaded.size();
                if (held > limit && (branch.isToMany() || keys.count() > 1)) {
                    throw new Overflow(branch);
                }
            }
        }
        return loaded;
    }

    private void hang(
            Branch branch, Keys keys, RowBuffer rows, int from, int to, RowBuffer loaded, int[] first, int[] counts) {
        long[] weights = new long[counts.length];
        for (int group = 0; group < counts.length; group++) {
            for (int i = 0; i < counts[group]; i++) {
                weights[group] += loaded.weight(first[group] + i);
            }
        }
        for (int row = from; row < to; row++) {
            int group = keys.of(row);
            if (group >= 0) {
                rows.set(row, branch.slot(), first[group], counts[group]);
                rows.weigh(row, weights[group]);
            }
        }
        Schema schema = schema(branch.statement());
        Block block = loaded.block(name(branch), Map.of());
        rows.hold(branch.slot(), held(loaded, schema, block));
    }

    private static Nested held(RowBuffer loaded, Schema schema, Block block) {
        return (first, count) -> {
            List<Row> all = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                all.add(loaded.row(schema, block, first + i));
            }
            return all;
        };
    }

    private static void copy(
            Branch branch, Keys keys, RowBuffer rows, int from, int to, RowBuffer loaded, int[] first, int[] counts) {
        if (Arrays.stream(counts).anyMatch(count -> count > 1)) {
            throw new IllegalStateException(branch.association().name() + " leads to more than one row");
        }
        int offset = rows.append(loaded);
        for (int row = from; row < to; row++) {
            int group = keys.of(row);
            if (group >= 0 && counts[group] == 1) {
                rows.copy(row, loaded, first[group], branch.copies(), offset);
            }
        }
    }

    static String name(Branch branch) {
        return branch.association().target().toString();
    }
}
