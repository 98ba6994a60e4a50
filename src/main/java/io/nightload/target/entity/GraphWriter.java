package io.nightload.target.entity;

import io.nightload.model.Attribute;
import io.nightload.model.Entity;
import io.nightload.model.TableName;
import io.nightload.part.Counts;
import io.nightload.part.EntityCounts;
import io.nightload.part.StepRuntime;
import io.nightload.part.WriteStatistics;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.target.copy.Refusals;
import io.nightload.target.mapping.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Writes each chunk as one unit of work. A row counts as what became of its own entity and those beneath it. */
public final class GraphWriter implements ItemStreamWriter<Row>, WriteStatistics {

    private static final String UNIQUE_VIOLATION = "23505";

    private final Supplier<GraphPlan> planning;
    private final boolean upsert;
    private final StepRuntime runtime;
    private @Nullable GraphPlan plan;
    private @Nullable Sessions sessions;
    private EntityCounts entities = EntityCounts.NONE;
    private long flushes;

    /** @param planning asked at each opening, so that it knows the tables as they are then */
    public GraphWriter(Supplier<GraphPlan> planning, boolean upsert, StepRuntime runtime) {
        this.planning = planning;
        this.upsert = upsert;
        this.runtime = runtime;
    }

    @Override
    public void open(ExecutionContext context) {
        GraphPlan now = planning.get();
        plan = now;
        Map<Entity, List<Attribute>> attributes = new LinkedHashMap<>();
        now.all()
                .forEach(one -> attributes.put(
                        one.entity(),
                        one.written().stream()
                                .map(name -> one.entity().attribute(name).orElseThrow())
                                .toList()));
        sessions = Sessions.over(attributes);
    }

    @Override
    public void write(Chunk<? extends Row> chunk) throws SQLException {
        if (plan == null || sessions == null) {
            throw new IllegalStateException("rows came before the writer of their entities was opened");
        }
        List<Graph> graphs = drafted(chunk, plan, sessions);
        Connection connection = DataSourceUtils.getConnection(runtime.target());
        try (Session session = sessions.open(connection)) {
            for (GraphPlan one : plan.all().toList()) {
                giveKeys(one, graphs, connection);
            }
            save(upsert ? graphs : firstOfEachKey(graphs, plan), plan, new UnitOfWork(session, upsert));
        } catch (HibernateException e) {
            throw refused(e, plan.entity().table());
        } finally {
            DataSourceUtils.releaseConnection(connection, runtime.target());
        }
    }

    /** What the server says, without Hibernate's words. */
    private static RuntimeException refused(HibernateException e, TableName root) {
        @Nullable SQLException said = null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            said = cause instanceof SQLException sql ? sql : said; // a batch's wraps the server's
        }
        return said == null ? e : Refusals.of(said, root, line -> null);
    }

    private List<Graph> drafted(Chunk<? extends Row> chunk, GraphPlan root, Sessions open) {
        List<Graph> graphs = new ArrayList<>();
        for (Row row : chunk) {
            try {
                graphs.add(Graph.of(root, row, open, runtime.zone()));
            } catch (RowError e) {
                runtime.rejects().reject(row, e);
            }
        }
        return graphs;
    }

    private static void giveKeys(GraphPlan one, List<Graph> graphs, Connection connection) throws SQLException {
        List<Draft> drafts =
                graphs.stream().flatMap(graph -> graph.drafts(one).stream()).toList();
        drafts.forEach(Draft::resolve);
        if (one.generated().isEmpty() || drafts.isEmpty()) {
            return;
        }
        GraphPlan.GeneratedKey generated = one.generated().get();
        long[] keys = SequenceBlocks.take(connection, generated.sequence(), drafts.size());
        for (int i = 0; i < keys.length; i++) {
            drafts.get(i).set(generated.attribute(), generated.value(keys[i]));
        }
    }

    /** What is only appended may not come twice: a session cannot hold two objects of one key. */
    private List<Graph> firstOfEachKey(List<Graph> graphs, GraphPlan root) {
        Set<GraphPlan> shared = root.shared();
        List<GraphPlan> own = root.all().filter(one -> !shared.contains(one)).toList();
        Set<List<@Nullable Object>> seen = new HashSet<>();
        List<Graph> kept = new ArrayList<>();
        for (Graph graph : graphs) {
            List<Draft> drafts =
                    own.stream().flatMap(one -> graph.drafts(one).stream()).toList();
            Set<List<@Nullable Object>> keys = new HashSet<>();
            Optional<Draft> again = drafts.stream()
                    .filter(draft -> seen.contains(tableAndKey(draft)) || !keys.add(tableAndKey(draft)))
                    .findFirst();
            if (again.isPresent()) {
                runtime.rejects().reject(graph.row(), twice(again.get()));
            } else {
                seen.addAll(keys);
                kept.add(graph);
            }
        }
        return kept;
    }

    private static List<@Nullable Object> tableAndKey(Draft draft) {
        List<@Nullable Object> key = new ArrayList<>(draft.key());
        key.add(draft.mapped().entity().table());
        return key;
    }

    private static RowError twice(Draft draft) {
        Entity entity = draft.mapped().entity();
        return new RowError(
                "the key " + entity.key() + " = " + draft.key() + " of " + entity.table()
                        + " stands twice in the chunk",
                UNIQUE_VIOLATION,
                entity.key().get(0));
    }

    /** Level by level, so that what others refer to goes first. */
    @SuppressWarnings("ReferenceEquality") // two places in a graph may be alike
    private void save(List<Graph> graphs, GraphPlan root, UnitOfWork work) {
        Set<GraphPlan> shared = root.shared();
        UnitOfWork.Saved[] outcomes = new UnitOfWork.Saved[graphs.size()];
        for (GraphPlan one : root.all().toList()) {
            work.lookUp(
                    graphs.stream().flatMap(graph -> graph.drafts(one).stream()).toList(), shared.contains(one));
            for (int i = 0; i < outcomes.length; i++) {
                for (Draft draft : graphs.get(i).drafts(one)) {
                    outcomes[i] = outcome(outcomes[i], work.save(draft), one == root);
                }
            }
        }
        entities = entities.plus(work.flush());
        flushes++;
        count(graphs, outcomes);
    }

    /** Of rows with one key the last one counts; what hangs on the others is written too, as in chunks of their own. */
    private void count(List<Graph> graphs, UnitOfWork.Saved[] outcomes) {
        Map<List<@Nullable Object>, UnitOfWork.Saved> byKey = new HashMap<>();
        for (int i = 0; i < outcomes.length; i++) {
            byKey.merge(
                    graphs.get(i).root().key(), outcomes[i], (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        byKey.values().forEach(outcome -> runtime.counts().add(Counts.Kind.valueOf(outcome.name()), 1));
        runtime.counts().add(Counts.Kind.SUPERSEDED, outcomes.length - byKey.size());
    }

    /** A row whose own entity is there already, and of which anything beneath is new or differs, is updated. */
    private static UnitOfWork.Saved outcome(UnitOfWork.@Nullable Saved sofar, UnitOfWork.Saved now, boolean isRoot) {
        UnitOfWork.Saved counted = !isRoot && now == UnitOfWork.Saved.INSERTED ? UnitOfWork.Saved.UPDATED : now;
        return sofar == null || counted.compareTo(sofar) > 0 ? counted : sofar;
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
        if (sessions != null) {
            sessions.close();
            sessions = null;
        }
    }
}
