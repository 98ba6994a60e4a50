package io.nightload.source.graph;

import io.nightload.row.Block;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a page, each with what stands behind it. They are loaded in slices: all at once, unless that is more than may
 * be held; then half of them, and half of that. What is too large for a single row is read while it is walked.
 */
public final class Batch {

    private final Loader loader;
    private final Statement statement;
    private final Schema schema;
    private final RowBuffer rows;
    private final String name;
    private int next;
    private int loaded;
    private int slice;
    private boolean walked;
    private @Nullable Block block;

    /** @param schema of its rows */
    public Batch(Fetcher fetcher, Statement statement, Schema schema, RowBuffer rows) {
        this(new Loader(fetcher, Loader.DEFAULT_LIMIT), statement, schema, rows);
    }

    Batch(Loader loader, Statement statement, Schema schema, RowBuffer rows) {
        this.loader = loader;
        this.statement = statement;
        this.schema = schema;
        this.rows = rows;
        this.name = statement.root().entity().table().toString();
        this.slice = rows.count();
    }

    /** The next row, or null behind the last. */
    public @Nullable Row next() {
        Block current = block;
        if (next == rows.count()) {
            return null;
        }
        if (current == null || next == loaded) {
            load();
            current = rows.block(name, statement.key());
            block = current;
        }
        return rows.row(schema, current, next++);
    }

    /** How many rows were handed out. */
    public int handedOut() {
        return next;
    }

    /** Whether rows are left of which nothing but their own columns is loaded. */
    public boolean hasUnloaded() {
        return loaded < rows.count() && !statement.branches().isEmpty();
    }

    /** Whether what stands behind some of its rows is read when it is walked. */
    public boolean isWalked() {
        return walked;
    }

    private void load() {
        int from = next;
        int to = Math.min(rows.count(), from + slice);
        Set<Branch> streamed = new HashSet<>();
        while (true) {
            try {
                loader.load(statement, rows, from, to, streamed);
                loaded = to;
                return;
            } catch (Loader.Overflow e) {
                if (to - from == 1) {
                    streamed.add(e.branch());
                    walked = true;
                } else {
                    to = from + (to - from) / 2;
                    slice = to - from;
                }
            }
        }
    }
}
