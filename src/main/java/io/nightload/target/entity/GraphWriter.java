package io.nightload.target.entity;

import io.nightload.model.Attribute;
import io.nightload.model.Entity;
import io.nightload.part.ChunkEnding;
import io.nightload.part.Counts;
import io.nightload.part.EntityCounts;
import io.nightload.part.StepRuntime;
import io.nightload.part.WriteStatistics;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.target.copy.Refusals;
import io.nightload.target.mapping.Sessions;
import io.nightload.target.search.Halving;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

/**
 * Writes each chunk as one unit of work; where the server refuses a row, as several smaller ones in the same transaction. A row counts as what
 * became of its own entity and those beneath it, and is rejected whole.
 */
public final class GraphWriter implements ItemStreamWriter<Row>, WriteStatistics, ChunkEnding {

    private static final String UNIQUE_VIOLATION = "23505";

    private final Supplier<GraphPlan> planning;
    private final boolean upsert;
    private final StepRuntime runtime;
    private @Nullable GraphPlan plan;
    private @Nullable Sessions sessions;
    private final Halving halving = new Halving();
    private EntityCounts entities = EntityCounts.NONE;
    private boolean deferred;
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
        Tables tables = new Tables(runtime.target());
        deferred = now.all().anyMatch(one -> tables.isDeferred(one.entity().table()));
    }

    /** @throws io.nightload.target.copy.CopyException if the server refuses what no single row can be blamed for */
    @Override
    public void write(Chunk<? extends Row> chunk) throws SQLException {
        if (plan == null || sessions == null) {
            throw new IllegalStateException("rows came before the writer of their entities was opened");
        }
        GraphPlan root = plan;
        Sessions open = sessions;
        Connection connection = DataSourceUtils.getConnection(runtime.target());
        try {
            List<Row> all = List.copyOf(chunk.getItems());
            halving.bringIn(connection, all, rows -> write(rows, root, open, connection))
                    .forEach(bad -> runtime.rejects().reject(bad.item(), bad.error()));
        } catch (HibernateException e) {
            @Nullable SQLException said = Refusals.said(e);
            throw said == null ? e : Refusals.of(said, root.entity().table(), line -> null);
        } finally {
            DataSourceUtils.releaseConnection(connection, runtime.target());
        }
    }

    /** The rows are made to entities anew each time: those of a session that failed are of no more use. */
    private void write(List<Row> rows, GraphPlan root, Sessions open, Connection connection) throws SQLException {
        List<Halving.Refusal<Row>> bad = new ArrayList<>();
        List<Graph> graphs = drafted(rows, root, open, bad);
        try (Session session = open.open(connection)) {
            for (GraphPlan one : root.all().toList()) {
                giveKeys(one, graphs, connection);
            }
            List<Graph> saved = upsert ? graphs : firstOfEachKey(graphs, root, bad);
            UnitOfWork work = new UnitOfWork(session, upsert);
            UnitOfWork.Saved[] outcomes = save(saved, root, work);
            EntityCounts made = work.flush();
            hasten(connection);
            entities = entities.plus(made);
            flushes++;
            count(saved, outcomes);
        }
        bad.forEach(one -> runtime.rejects().reject(one.item(), one.error()));
    }

    private void hasten(Connection connection) throws SQLException {
        if (deferred) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            }
        }
    }

    @Override
    public void endOfChunk() {
        halving.forget();
    }

    private List<Graph> drafted(List<Row> rows, GraphPlan root, Sessions open, List<Halving.Refusal<Row>> bad) {
        List<Graph> graphs = new ArrayList<>();
        for (Row row : rows) {
            try {
                graphs.add(Graph.of(root, row, open, runtime.zone()));
            } catch (RowError e) {
                bad.add(new Halving.Refusal<>(row, e));
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
    private static List<Graph> firstOfEachKey(List<Graph> graphs, GraphPlan root, List<Halving.Refusal<Row>> bad) {
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
                bad.add(new Halving.Refusal<>(graph.row(), twice(again.get())));
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
    private static UnitOfWork.Saved[] save(List<Graph> graphs, GraphPlan root, UnitOfWork work) {
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
        return outcomes;
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
