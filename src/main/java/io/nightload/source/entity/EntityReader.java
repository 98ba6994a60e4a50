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
import javax.sql.DataSource;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads the root's rows page by page, in the order of their key, with what the plan loads of what stands behind them. */
final class EntityReader implements ItemStreamReader<Row>, Source.Needed {

    private static final String KEY = "source.key.";

    /** A page is a chunk, so that each chunk costs the same statements; more rows would take too much memory. */
    private static final int MOST_ROWS = 10_000;

    /** A page of wide rows ends where a chunk does. */
    private static final int MOST_BYTES = 8 << 20;

    /** What a value's text looks like must not depend on the database's, the role's or the user's settings. */
    private static final String SESSION = "SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres';"
            + " SET extra_float_digits = 1; SET bytea_output = 'hex'";

    private final Graph graph;
    private final Where where;
    private final DataSource source;
    private final Mapping mapping;
    private final boolean lazy;
    private final KeyRange partition;
    private final int chunkRows;
    private int pageRows;
    private @Nullable Sessions sessions;
    private @Nullable Connection connection;
    private @Nullable StatelessSession session;
    private @Nullable HibernateFetcher fetcher;
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
        this.pageRows = this.chunkRows;
    }

    @Override
    public void open(ExecutionContext context) {
        close();
        position = key(context);
        batch = null;
        ended = false;
        needed = false;
        pageRows = chunkRows;
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
        try (Statement statement = opened.createStatement()) {
            statement.execute(SESSION);
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
        try (Fetcher.Cursor cursor = open.page(position, pageRows)) {
            while (page.size() < MOST_BYTES && cursor.next()) {
                filler.fill(page, cursor);
            }
        }
        ended = page.count() < pageRows && page.size() < MOST_BYTES;
        pageRows = chunkRows;
        Batch next = new Batch(lazy ? new LazyFetcher(open) : open, graph.statement(), graph.schema(), page);
        batch = next;
        return next;
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

    /** The end of a chunk, and of the snapshot that it was read in. */
    @Override
    public void update(ExecutionContext context) {
        position = position();
        needed = false;
        for (int i = 0; i < position.size(); i++) {
            context.putString(KEY + i, position.get(i));
        }
        Batch current = batch;
        if (current != null && current.hasUnloaded()) {
            // What is loaded later would be of another snapshot than its root: both are read again.
            pageRows = Math.min(chunkRows, Math.max(1, current.handedOut() * 2));
            batch = null;
            ended = false;
        }
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
            connection = null;
            sessions = null;
            session = null;
            fetcher = null;
        }
    }
}
