package io.nightload.source.objects;

import io.nightload.entity.EntityFactory;
import io.nightload.entity.EntityTypes;
import io.nightload.entity.ObjectChunks;
import io.nightload.entity.RowObject;
import io.nightload.row.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads objects page by page, in the order of their keys; those of a chunk are let go at its end. */
final class ObjectReader implements ItemStreamReader<Row> {

    private static final String KEY = "source.key.";

    /** A page is a chunk, so that each chunk costs the same statements; more objects at once would take too much memory. */
    private static final int MOST_OBJECTS = 1000;

    /** What one object with Hibernate's knowledge of it is taken for; those of TPC-H take 400 to 900. */
    private static final int OBJECT_BYTES = 1000;

    private final ObjectPlan plan;
    private final DataSource source;
    private final int chunkRows;
    private @Nullable Connection connection;
    private @Nullable EntityFactory factory;
    private @Nullable Session session;
    private @Nullable PageLoader loader;
    private @Nullable FetchGuard guard;
    private ObjectChunks chunks = new ObjectChunks();
    private List<Object> page = List.of();
    private int handedOut;
    private int ofChunk;
    private int weight;
    private List<String> position = List.of();
    private boolean ended;

    ObjectReader(ObjectPlan plan, DataSource source, int chunkRows) {
        this.plan = plan;
        this.source = source;
        this.chunkRows = chunkRows;
    }

    @Override
    public void open(ExecutionContext context) {
        close();
        List<String> key = new ArrayList<>();
        for (int i = 0; i < plan.root().key().size(); i++) {
            if (context.get(KEY + i) instanceof String text) {
                key.add(text);
            }
        }
        position = key;
        page = List.of();
        handedOut = 0;
        ofChunk = 0;
        ended = false;
        chunks = new ObjectChunks();
        try {
            connect();
        } catch (SQLException e) {
            throw new ItemStreamException("opening the entity source: " + e.getMessage(), e);
        }
    }

    private void connect() throws SQLException {
        Connection opened = source.getConnection();
        connection = opened;
        opened.setAutoCommit(true);
        opened.setReadOnly(true);
        opened.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        opened.setAutoCommit(false);
        EntityFactory made = new EntityFactory(plan.root().type());
        factory = made;
        FetchGuard watching = new FetchGuard(plan.types(), plan.fetch(), plan.position());
        watching.watch(made.sessions());
        guard = watching;
        Session begun = made.open(opened);
        begun.setDefaultReadOnly(true);
        session = begun;
        loader = new PageLoader(plan, begun);
    }

    @Override
    public @Nullable Row read() {
        if (handedOut == page.size()) {
            nextPage();
        }
        if (handedOut == page.size()) {
            return null;
        }
        Object object = page.get(handedOut++);
        ofChunk++;
        position = plan.root().keyOf(object);
        return plan.rows().row(new RowObject(object, chunks), weight);
    }

    private void nextPage() {
        if (ended) {
            return;
        }
        int rows = Math.min(MOST_OBJECTS, Math.max(1, chunkRows - ofChunk));
        PageLoader open = Objects.requireNonNull(loader, "the reader is not open");
        int before = managed();
        Objects.requireNonNull(guard).planned(() -> page = open.page(position, rows));
        handedOut = 0;
        ended = page.size() < rows;
        note();
        weight = (managed() - before) * OBJECT_BYTES / Math.max(1, page.size());
    }

    private int managed() {
        return session().getStatistics().getEntityCount();
    }

    private void note() {
        EntityTypes types = plan.types();
        session()
                .unwrap(SessionImplementor.class)
                .getPersistenceContextInternal()
                .getEntitiesByKey()
                .forEach((key, entity) -> chunks.note(
                        entity, String.join(", ", types.get(entity.getClass()).keyOf(entity))));
    }

    private Session session() {
        return Objects.requireNonNull(session, "the reader is not open");
    }

    /** The end of a chunk, of its snapshot and of its objects. What is left of the page is read again. */
    @Override
    public void update(ExecutionContext context) {
        Objects.requireNonNull(guard).requireNothingRefused();
        for (int i = 0; i < position.size(); i++) {
            context.putString(KEY + i, position.get(i));
        }
        ended = ended && handedOut == page.size();
        page = List.of();
        handedOut = 0;
        ofChunk = 0;
        session().clear();
        chunks.nextChunk();
        try {
            Objects.requireNonNull(connection).commit();
        } catch (SQLException e) {
            throw new ItemStreamException("ending a snapshot: " + e.getMessage(), e);
        }
    }

    @Override
    @SuppressWarnings("try") // to be closed is all they are for
    public void close() {
        try (Connection closingConnection = connection;
                EntityFactory closingFactory = factory;
                Session closingSession = session) {
            if (closingConnection != null) {
                closingConnection.rollback();
            }
        } catch (SQLException e) {
            throw new ItemStreamException("closing the entity source: " + e.getMessage(), e);
        } finally {
            connection = null;
            factory = null;
            session = null;
            loader = null;
        }
    }
}
