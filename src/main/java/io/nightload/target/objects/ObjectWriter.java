package io.nightload.target.objects;

import io.nightload.entity.EntityFactory;
import io.nightload.entity.EntityType;
import io.nightload.entity.EntityTypes;
import io.nightload.entity.ObjectChunks;
import io.nightload.entity.RowObject;
import io.nightload.model.TableName;
import io.nightload.part.Counts;
import io.nightload.part.EntityCounts;
import io.nightload.part.StepRuntime;
import io.nightload.part.WriteStatistics;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.target.copy.Refusals;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.Session;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Writes the objects of each chunk as one unit of work. A row counts as what became of its own object. */
final class ObjectWriter implements ItemStreamWriter<Row>, WriteStatistics {

    private static final String UNIQUE_VIOLATION = "23505";

    private final EntityType type;
    private final EntityTypes types;
    private final boolean upsert;
    private final StepRuntime runtime;
    private @Nullable EntityFactory factory;
    private EntityCounts entities = EntityCounts.NONE;
    private long flushes;

    ObjectWriter(EntityType type, EntityTypes types, boolean upsert, StepRuntime runtime) {
        this.type = type;
        this.types = types;
        this.upsert = upsert;
        this.runtime = runtime;
    }

    @Override
    public void open(ExecutionContext context) {
        close();
        factory = new EntityFactory(type.type());
    }

    @Override
    public void write(Chunk<? extends Row> chunk) {
        EntityFactory open = Objects.requireNonNull(factory, "rows came before the writer of their objects was opened");
        Handed handed = new Handed(types, upsert);
        Connection connection = DataSourceUtils.getConnection(runtime.target());
        try (Session session = open.open(connection, handed)) {
            handed.in(session.unwrap(SessionImplementor.class));
            save(distinct(chunk, handed), handed, session);
        } catch (PersistenceException e) {
            throw refused(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, runtime.target());
        }
    }

    /** Of rows with one object, or objects of one key, the last counts where rows are upserted; else the others are rejected. */
    private List<Row> distinct(Chunk<? extends Row> chunk, Handed handed) {
        IdentityHashMap<Object, Integer> keyless = new IdentityHashMap<>();
        Map<Object, Row> kept = new LinkedHashMap<>();
        for (Row row : chunk) {
            @Nullable Object object = object(row);
            if (object == null) {
                continue;
            }
            @Nullable EntityKey key = handed.key(object);
            Object identity = key == null ? keyless.computeIfAbsent(object, o -> keyless.size()) : key;
            @Nullable Row earlier = kept.get(identity);
            if (key != null
                    && earlier != null
                    && !upsert
                    && RowObject.of(earlier).object() != object) {
                runtime.rejects().reject(row, twice(key));
                continue;
            }
            if (kept.remove(identity) != null) {
                runtime.counts().add(Counts.Kind.SUPERSEDED, 1);
            }
            kept.put(identity, row);
        }
        return List.copyOf(kept.values());
    }

    /** That of the row; null where it is not kept, and the row is rejected. */
    private @Nullable Object object(Row row) {
        try {
            return RowObject.of(row).object();
        } catch (RowError e) {
            runtime.rejects().reject(row, e);
            return null;
        }
    }

    private RowError twice(EntityKey key) {
        return new RowError(
                type.type().getName() + " " + key.getIdentifierValue() + " stands twice in the chunk",
                UNIQUE_VIOLATION,
                type.key().get(0).name());
    }

    private void save(List<Row> rows, Handed handed, Session session) {
        rows.forEach(
                row -> handed.take(RowObject.of(row).object(), RowObject.of(row).chunks()));
        handed.lookUp();
        List<Object> managed = new ArrayList<>();
        List<Boolean> made = new ArrayList<>();
        for (Row row : rows) {
            Object object = RowObject.of(row).object();
            boolean keyless = handed.key(object) == null;
            made.add(keyless || Boolean.TRUE.equals(handed.isTransient(object)));
            if (keyless) {
                session.persist(object);
            }
            managed.add(keyless ? object : session.merge(object));
        }
        flush(handed, session);
        for (int i = 0; i < managed.size(); i++) {
            Counts.Kind became = made.get(i)
                    ? Counts.Kind.INSERTED
                    : handed.isChanged(managed.get(i)) ? Counts.Kind.UPDATED : Counts.Kind.UNCHANGED;
            runtime.counts().add(became, 1);
        }
        if (!rows.isEmpty()) {
            ObjectChunks chunks = RowObject.of(rows.get(0)).chunks();
            handed.note(chunks);
        }
    }

    private void flush(Handed handed, Session session) {
        session.flush();
        flushes++;
        long persistent = session.getStatistics().getEntityCount();
        session.clear();
        long detached = persistent - session.getStatistics().getEntityCount();
        entities = entities.plus(new EntityCounts(handed.size(), handed.inserted(), persistent, detached, persistent));
    }

    /** What the server says, without Hibernate's words. */
    private RuntimeException refused(RuntimeException e) {
        @Nullable SQLException said = Refusals.said(e);
        return said == null
                ? new IllegalStateException("writing " + type.type().getName() + ": " + e.getMessage(), e)
                : Refusals.of(said, TableName.parse(type.table()), line -> null);
    }

    @Override
    public long flushes() {
        return flushes;
    }

    @Override
    public EntityCounts entities() {
        return entities;
    }

    @Override
    public void close() {
        if (factory != null) {
            factory.close();
            factory = null;
        }
    }
}
