package io.nightload.source.entity;

import io.nightload.model.Entity;
import io.nightload.model.Model;
import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.source.graph.Branch;
import io.nightload.source.graph.Graph;
import io.nightload.source.graph.Place;
import io.nightload.source.graph.Statement;
import io.nightload.source.keyset.KeyRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** A planned entity source. */
public final class EntityPlan implements Source.Plan {

    private final String connection;
    private final @Nullable Model model;
    private final @Nullable Graph graph;
    private final @Nullable Where where;
    private final boolean lazy;
    private final KeyRange partition;

    EntityPlan(String connection, @Nullable Model model, @Nullable Graph graph, @Nullable Where where) {
        this(connection, model, graph, where, false, KeyRange.ALL);
    }

    private EntityPlan(
            String connection,
            @Nullable Model model,
            @Nullable Graph graph,
            @Nullable Where where,
            boolean lazy,
            KeyRange partition) {
        this.connection = connection;
        this.model = model;
        this.graph = graph;
        this.where = where;
        this.lazy = lazy;
        this.partition = partition;
    }

    /** Of a table that is not known now. */
    static EntityPlan unknown(String connection) {
        return new EntityPlan(connection, null, null, null);
    }

    /** Whether the table was there to be asked. */
    @Override
    public boolean knowsColumns() {
        return graph != null;
    }

    @Override
    public Schema schema() {
        return graph == null ? new Schema(List.of()) : graph.schema();
    }

    @Override
    public List<Source.Input> inputs() {
        return List.of();
    }

    @Override
    public boolean asksByChunk() {
        return true;
    }

    @Override
    public List<String> connections() {
        return List.of(connection);
    }

    @Override
    public Source.Plan reading(Set<Integer> slots) {
        if (graph != null) {
            graph.read(slots);
        }
        return this;
    }

    /** What is read and how: {@code shop.orders by id, join customer, select-in order_lines}. */
    @Override
    public String description() {
        if (graph == null) {
            return "";
        }
        Entity root = known().statement().root().entity();
        List<String> words = new ArrayList<>();
        words.add(root.table() + " by " + String.join(", ", root.key()));
        describe(known().statement(), words);
        return String.join(", ", words);
    }

    private static void describe(Statement statement, List<String> words) {
        joins(statement.root(), words);
        for (Branch branch : statement.branches()) {
            words.add("select-in " + branch.statement().root().path());
            describe(branch.statement(), words);
        }
    }

    private static void joins(Place holder, List<String> words) {
        for (Place place : holder.joined()) {
            words.add("join " + place.path());
            joins(place, words);
        }
    }

    @Override
    public List<String> statements() {
        return graph == null ? List.of() : PlanSql.of(known(), Objects.requireNonNull(where), mapping());
    }

    @Override
    public List<Source.Fetch> fetches() {
        return graph == null ? List.of() : Fetches.of(graph.statement());
    }

    @Override
    public Optional<Source.Plan> lazy() {
        return graph == null
                ? Optional.empty()
                : Optional.of(new EntityPlan(connection, model, graph, where, true, partition));
    }

    private Graph known() {
        return Objects.requireNonNull(graph, "the table is not known");
    }

    /** Every entity that a statement reads, and those that the condition may name. */
    private Mapping mapping() {
        Map<Object, Entity> entities = new LinkedHashMap<>();
        Statement statement = known().statement();
        collect(statement, entities);
        new Words(Objects.requireNonNull(model), Objects.requireNonNull(where).text())
                .entities(statement.root().entity())
                .forEach(entity -> entities.putIfAbsent(entity.table(), entity));
        return new Mapping(entities.values());
    }

    private void collect(Statement statement, Map<Object, Entity> entities) {
        statement.marks(); // which may need a column more
        collect(statement.root(), entities);
        for (Branch branch : statement.branches()) {
            if (branch.association().link() != null) {
                Entity link = known().link(branch.association().link());
                entities.putIfAbsent(link.table(), link);
            }
            collect(branch.statement(), entities);
        }
    }

    private static void collect(Place place, Map<Object, Entity> entities) {
        entities.putIfAbsent(place.entity().table(), place.entity());
        place.joined().forEach(joined -> collect(joined, entities));
    }

    @Override
    public Optional<String> undivided() {
        return Optional.empty();
    }

    @Override
    public Optional<String> dividedBy() {
        return Optional.of(known().statement().root().entity().key().get(0));
    }

    @Override
    public List<Source.Partition> divide(int wanted, Function<String, DataSource> databases) {
        Entity root = known().statement().root().entity();
        EntityDivision division = new EntityDivision(known(), Objects.requireNonNull(where), mapping());
        try (Connection database = databases.apply(connection).getConnection()) {
            EntityReader.canonical(database);
            return division.ranges(database, wanted).stream()
                    .map(range -> new Source.Partition(range.of(root.key().get(0)), -1, range.bounds()))
                    .toList();
        } catch (SQLException e) {
            throw new ItemStreamException("dividing " + root.table() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Source.Plan within(Source.Partition part) {
        selected();
        return new EntityPlan(connection, model, graph, where, lazy, KeyRange.of(part.bounds()));
    }

    /** What is read of the graph: where nothing was said, all values of the root. */
    private Graph selected() {
        Graph planned = known();
        if (planned.statement().selected().isEmpty()) {
            planned.read(planned.schema().columns().stream()
                    .filter(column -> !column.type().isNested())
                    .map(column -> column.slot())
                    .collect(Collectors.toSet()));
        }
        return planned;
    }

    /** Partitions are opened at the same time, and share the graph: behind this nothing is added to it. */
    @Override
    public ItemStreamReader<Row> reader(StepRuntime runtime) {
        synchronized (known()) {
            return new EntityReader(
                    selected(),
                    Objects.requireNonNull(where),
                    mapping(),
                    lazy,
                    partition,
                    runtime.source(connection),
                    runtime.chunkRows());
        }
    }
}
