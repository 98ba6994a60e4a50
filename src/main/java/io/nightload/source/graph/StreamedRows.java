package io.nightload.source.graph;

import io.nightload.row.Nested;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The nested rows of one holder, too many to be held: a cursor reads them each time that they are walked. */
final class StreamedRows implements Nested {

    private static final int WINDOW_ROWS = 1000;
    private static final int WINDOW_BYTES = 1 << 20;

    private final Loader loader;
    private final Branch branch;
    private final List<String> key;
    private final Schema schema;

    /** @param key of the holder, as {@link Fetcher#fetch} takes it */
    StreamedRows(Loader loader, Branch branch, List<String> key) {
        this.loader = loader;
        this.branch = branch;
        this.key = key;
        this.schema = loader.schema(branch.statement());
    }

    @Override
    public Iterable<Row> rows(int first, int count) {
        return Walk::new;
    }

    /** Once through all of them, a window at a time. */
    private final class Walk implements Iterator<Row> {

        private final Fetcher.Cursor cursor = loader.fetcher().fetch(branch, key);
        private final RowFiller filler = new RowFiller(branch);
        private Batch window = window();
        private @Nullable Row ahead = advance();

        @Override
        public boolean hasNext() {
            return ahead != null;
        }

        @Override
        public Row next() {
            Row row = ahead;
            if (row == null) {
                throw new NoSuchElementException();
            }
            ahead = advance();
            return row;
        }

        private @Nullable Row advance() {
            Row row = window.next();
            if (row == null) {
                window = window();
                row = window.next();
            }
            if (row == null) {
                cursor.close();
            }
            return row;
        }

        private Batch window() {
            RowBuffer rows = new RowBuffer(branch.statement().width());
            while (rows.count() < WINDOW_ROWS && rows.size() < WINDOW_BYTES && cursor.next()) {
                filler.fill(rows, cursor);
            }
            return new Batch(new Loader(loader.fetcher(), Loader.DEFAULT_LIMIT), branch.statement(), schema, rows);
        }
    }
}
