package io.nightload.source.entity;

import io.nightload.part.Source;
import io.nightload.row.Row;
import io.nightload.source.graph.Batch;
import io.nightload.source.graph.Fetcher;
import io.nightload.source.graph.Graph;
import io.nightload.source.graph.RowBuffer;
import io.nightload.source.graph.RowFiller;
import io.nightload.source.keyset.KeyRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the root's rows in the order of their key, from a cursor over one stretch of it after the other, and a page of them at
 * a time with what the plan loads of what stands behind them.
 */
final class EntityReader implements ItemStreamReader<Row>, Source.Needed {

    private static final String KEY = "source.key.";

    /** A page is a chunk, so that each chunk costs the same statements; more rows would take too much memory. */
    private static final int MOST_ROWS = 10_000;

    /** A page of wide rows ends where a chunk does. */
    private static final int MOST_BYTES = 8 << 20;

    /** Rows of a stretch: of so many the server would rather join whole tables than look each row up, if that costs less. */
    private static final int STRETCH_ROWS = 1_000_000;

    /** A snapshot keeps the server from vacuuming what was deleted since. */
    private static final long MOST_SNAPSHOT_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** What a value's text looks like must not depend on the database's, the role's or the user's settings. */
    private static final String SESSION = "SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres';"
            + " SET extra_float_digits = 1; SET bytea_output = 'hex'";

    /** No workers for who fetches bit by bit; and the keys of a chunk are near each other, so an index in their order costs little. */
    private static final String PLANNING = "SET max_parallel_workers_per_gather = 0; SELECT"
            + " pg_catalog.set_config('random_page_cost', least(pg_catalog.current_setting('random_page_cost')::float8, 1.1)::text, false)";

    private final Graph graph;
    private final Where where;
    private final DataSource source;
    private final Mapping mapping;
    private final boolean lazy;
    private final KeyRange partition;
    private final int chunkRows;
    private @Nullable Sessions sessions;
    private @Nullable Connection connection;
    private @Nullable StatelessSession session;
    private @Nullable HibernateFetcher fetcher;
    private Fetcher.@Nullable Cursor stretch;
    private int stretchLeft;
    private long snapshotBegun;
    private RowBuffer page = new RowBuffer(0);
    private @Nullable Batch batch;
    private List<String> position = List.of();
    private boolean ended;
    private boolean needed;

    /** @param partition of the root's key, or all of it */
    EntityReader(
            Graph graph,
            Where where,
            Mapping mapping,
            boolean lazy,
            KeyRange partition,
            DataSource source,
            int chunkRows) {
        this.graph = graph;
        this.where = where;
        this.mapping = mapping;
        this.lazy = lazy;
        this.partition = partition;
        this.source = source;
        this.chunkRows = Math.min(chunkRows, MOST_ROWS);
    }

    @Override
    public void open(ExecutionContext context) {
        close();
        position = key(context);
        batch = null;
        ended = false;
        needed = false;
        try {
            connect();
        } catch (SQLException e) {
            throw new ItemStreamException("opening the entity source: " + e.getMessage(), e);
        }
    }

    private List<String> key(ExecutionContext context) {
        List<String> key = new ArrayList<>();
        for (int i = 0; i < graph.keySlots().length; i++) {
            if (context.get(KEY + i) instanceof String text) {
                key.add(text);
            }
        }
        return key;
    }

    private void connect() throws SQLException {
        Connection opened = source.getConnection();
        connection = opened;
        // Never prepared by name, so that values come as text, and each statement is planned for its own keys.
        opened.unwrap(PGConnection.class).setPrepareThreshold(0);
        opened.setAutoCommit(true);
        canonical(opened);
        execute(opened, PLANNING);
        opened.setReadOnly(true);
        opened.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        opened.setAutoCommit(false);
        Sessions started = new Sessions(mapping, Queries.conditions(graph));
        sessions = started;
        StatelessSession begun = started.open(opened);
        session = begun;
        fetcher = new HibernateFetcher(begun, new Queries(started, graph, where, partition), where);
    }

    /** Makes its values' texts what a reader takes them for. */
    static void canonical(Connection opened) throws SQLException {
        execute(opened, SESSION);
    }

    private static void execute(Connection opened, String sql) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public @Nullable Row read() {
        Batch current = batch;
        @Nullable Row row = current == null ? null : current.next();
        while (row == null && !ended) {
            current = nextPage();
            row = current.next();
        }
        return row;
    }

    private Batch nextPage() {
        needed = isNeeded();
        position = position();
        HibernateFetcher open = Objects.requireNonNull(fetcher, "the reader is not open");
        RowFiller filler = new RowFiller(graph.statement(), 0);
        page = new RowBuffer(graph.statement().width());
        Fetcher.Cursor cursor = stretch(open);
        while (page.count() < chunkRows && page.size() < MOST_BYTES && stretchLeft > 0) {
            if (cursor.next()) {
                filler.fill(page, cursor);
                stretchLeft--;
            } else {
                ended = true;
                stretchLeft = 0;
            }
        }
        if (stretchLeft == 0) {
            closeStretch();
        }
        Batch next = new Batch(lazy ? new LazyFetcher(open) : open, graph.statement(), graph.schema(), page);
        batch = next;
        return next;
    }

    private Fetcher.Cursor stretch(HibernateFetcher open) {
        Fetcher.Cursor cursor = stretch;
        if (cursor == null) {
            snapshotBegun = System.nanoTime();
            cursor = open.stretch(position, STRETCH_ROWS, chunkRows);
            stretch = cursor;
            stretchLeft = STRETCH_ROWS;
        }
        return cursor;
    }

    private void closeStretch() {
        Fetcher.Cursor open = stretch;
        stretch = null;
        if (open != null) {
            open.close();
        }
    }

    /** The key of the last row that was handed out. */
    private List<String> position() {
        Batch current = batch;
        if (current == null || current.handedOut() == 0) {
            return position;
        }
        List<String> key = new ArrayList<>();
        for (int slot : graph.keySlots()) {
            key.add(page.text(current.handedOut() - 1, slot));
        }
        return key;
    }

    @Override
    public boolean isNeeded() {
        return needed || (batch != null && batch.isWalked());
    }

    /** The end of a chunk; also of the snapshot that it was read in, where its stretch is over or it is old. */
    @Override
    public void update(ExecutionContext context) {
        position = position();
        needed = false;
        for (int i = 0; i < position.size(); i++) {
            context.putString(KEY + i, position.get(i));
        }
        if (stretch == null || System.nanoTime() - snapshotBegun > MOST_SNAPSHOT_NANOS) {
            endSnapshot();
        }
    }

    private void endSnapshot() {
        Batch current = batch;
        if (current != null && (stretch != null || current.hasUnloaded())) {
            // What is loaded later would be of another snapshot than its root: both are read again.
            batch = null;
            ended = false;
        }
        closeStretch();
        commit();
    }

    private void commit() {
        try {
            Connection open = connection;
            if (open != null) {
                open.commit();
            }
        } catch (SQLException e) {
            throw new ItemStreamException("ending a snapshot: " + e.getMessage(), e);
        }
    }

    @Override
    @SuppressWarnings("try") // to be closed is all they are for
    public void close() {
        try (Connection closingConnection = connection;
                Sessions closingSessions = sessions;
                StatelessSession closingSession = session) {
            if (closingConnection != null) {
                closingConnection.rollback();
            }
        } catch (SQLException e) {
            throw new ItemStreamException("closing the entity source: " + e.getMessage(), e);
        } finally {
            stretch = null;
            connection = null;
            sessions = null;
            session = null;
            fetcher = null;
        }
    }
}
