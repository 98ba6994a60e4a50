package io.nightload.source.copy;

import io.nightload.row.Block;
import io.nightload.source.keyset.KeyRange;
import io.nightload.source.keyset.Keyset;
import io.nightload.source.keyset.Range;
import io.nightload.source.reading.Pages;
import io.nightload.source.reading.Reading;
import io.nightload.source.reading.Statements;
import io.nightload.source.relation.FetchSize;
import io.nightload.source.tuple.TupleBuffer;
import io.nightload.source.tuple.Tuples;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** The rows behind a key as tuples, range by range and page by page. Each page is one COPY, which holds nothing open. */
final class TuplePages implements Pages<TuplePage> {

    /** The bytes end a page, unless the job says how many rows do. */
    private static final int MOST_ROWS = 100_000;

    /** Room that is made before a page comes; one that needs more takes it. */
    private static final int USUAL_BYTES = 3 << 20;

    /**
     * Where a page ends before its rows do, because they are wider than those before them: twice what it was to be, and
     * little enough for eight partitions in the smallest heap, where each has a page before it in its chunk.
     */
    private static final int MOST_BYTES = 4 << 20;

    private static final int ANSWER_SECONDS = 5;

    private final Reading reading;
    private final TupleSelection selection;
    private final Connection connection;
    private final Keyset keyset;
    private final Statements statements;
    private final FetchSize size;
    private final Deque<Range> ranges = new ArrayDeque<>();
    private List<@Nullable String> anchor;
    private long rowBytes;

    /**
     * Finds its place.
     *
     * @param key of the row that it begins behind; empty for the beginning
     * @param partition of the key, or all of it
     */
    TuplePages(
            Reading reading,
            TupleSelection selection,
            Connection connection,
            List<@Nullable String> key,
            KeyRange partition) {
        this.reading = reading;
        this.selection = selection;
        this.connection = connection;
        this.keyset = Objects.requireNonNull(reading.keyset());
        this.statements = new Statements(reading.withTypedStrings(), selection.sql(reading.dialect()), null, partition);
        this.size = FetchSize.upTo(reading.mostRows(MOST_ROWS));
        this.anchor = key;
        ranges.addAll(key.isEmpty() ? List.of(Range.ALL) : keyset.behind(key));
    }

    @Override
    public @Nullable TuplePage next() throws SQLException {
        while (!ranges.isEmpty()) {
            int most = size.rows();
            TuplePage page = read(ranges.element(), most);
            if (page.last()) {
                ranges.remove();
            } else {
                seek(page.key(page.count() - 1));
            }
            if (page.count() > 0) {
                size.came(page.count(), page.tuples().size());
                return page;
            }
        }
        return null;
    }

    private void seek(List<@Nullable String> key) {
        anchor = key;
        ranges.clear();
        ranges.addAll(keyset.behind(key));
    }

    /** COPY takes no parameters, so that the driver puts their values into the statement, as literals of its own making. */
    private TuplePage read(Range range, int most) throws SQLException {
        String select;
        try (PreparedStatement rows = statements.rows(connection, range, anchor, most)) {
            select = rows.unwrap(PGStatement.class).toString();
        }
        TupleBuffer buffer = new TupleBuffer(selection.size(), most, (int) Math.min(USUAL_BYTES, most * rowBytes));
        boolean ended = copy(select, buffer);
        Tuples tuples = ended ? buffer.all() : buffer.whole();
        rowBytes = tuples.size() / Math.max(1, tuples.count()) + 2L;
        Block block = new Block(
                reading.subject().name(),
                tuples.bytes(),
                new int[0],
                new int[0],
                Map.of(),
                selection.keySlots(),
                selection.key());
        return new TuplePage(reading.schema(), block, tuples, selection.key(), ended && tuples.count() < most);
    }

    /** Returns whether it came to its end. */
    private boolean copy(String select, TupleBuffer buffer) throws SQLException {
        try (TupleCopy copy = new TupleCopy(connection, select)) {
            return copy.into(buffer, MOST_BYTES);
        } catch (SQLException e) {
            tellItsPool(e);
            throw e;
        }
    }

    /** A pool learns that a connection is dead from what JDBC's own calls throw, and a COPY is none of them. */
    private void tellItsPool(SQLException failure) {
        try {
            if (!connection.isValid(ANSWER_SECONDS)) {
                connection.clearWarnings();
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
