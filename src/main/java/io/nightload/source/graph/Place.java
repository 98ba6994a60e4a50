package io.nightload.source.graph;

import io.nightload.model.Association;
import io.nightload.model.Attribute;
import io.nightload.model.Entity;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Structure;
import io.nightload.row.TextFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an entity stands in the graph that a step reads: the same table may stand in many places. What is asked of it is what
 * is read.
 */
public final class Place implements Structure {

    private final Graph graph;
    private final String path;
    private final Statement statement;
    private final @Nullable Branch copying;
    private final @Nullable Place holder;
    private final @Nullable Association association;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final List<Place> joined = new ArrayList<>();
    private @Nullable Entity entity;
    private boolean used;

    /**
     * @param statement that reads it
     * @param copying by which its values come into the block of their holder, where that is another statement's
     * @param association that leads here from {@code holder}; both null at the root of a statement
     */
    Place(
            Graph graph,
            String path,
            Statement statement,
            @Nullable Branch copying,
            @Nullable Place holder,
            @Nullable Association association) {
        this.graph = graph;
        this.path = path;
        this.statement = statement;
        this.copying = copying;
        this.holder = holder;
        this.association = association;
    }

    Graph graph() {
        return graph;
    }

    /** From the root, as a fetch plan writes it; empty for the root. */
    public String path() {
        return path;
    }

    public Entity entity() {
        Entity known = entity;
        if (known == null) {
            known = graph.entity(this);
            entity = known;
        }
        return known;
    }

    /** The way here from {@link #holder}. */
    public @Nullable Association association() {
        return association;
    }

    /** The place in the same statement that this one is joined to, or null for the statement's root. */
    public @Nullable Place holder() {
        return holder;
    }

    /** Those that are joined to it and used. */
    public List<Place> joined() {
        return joined.stream().filter(place -> place.used).toList();
    }

    boolean isUsed() {
        return used;
    }

    /** Something beneath is asked for: the way there is walked. */
    void use() {
        used = true;
    }

    @Override
    public List<String> names() {
        return entity().names();
    }

    @Override
    public List<String> values() {
        return entity().attributes().stream().map(Attribute::name).toList();
    }

    @Override
    public boolean isEndless() {
        return true;
    }

    @Override
    public Optional<Column> column(String name) {
        Column known = columns.get(name);
        if (known == null) {
            Optional<Attribute> attribute = entity().attribute(name);
            known = attribute
                    .map(this::read)
                    .or(() -> entity().association(name).map(this::follow))
                    .orElse(null);
            if (known == null) {
                return Optional.empty();
            }
            columns.put(name, known);
        }
        use();
        return Optional.of(known);
    }

    @Override
    public List<Column> asked() {
        return List.copyOf(columns.values());
    }

    private Column read(Attribute attribute) {
        return new Column(attribute.name(), attribute.type(), TextFormat.STANDARD, select(attribute));
    }

    /** Reads a column of the table; where it lies in the holder's block. */
    int select(Attribute attribute) {
        int slot = statement.select(this, attribute);
        return copying == null ? slot : copying.copy(slot);
    }

    private Column follow(Association way) {
        Column column = follow(way, home().allot());
        ColumnType type = column.type();
        if (type.structure() instanceof Place place) {
            place.use();
        }
        return column;
    }

    /** The block that its columns lie in is this statement's. */
    private Statement home() {
        return copying == null ? statement : copying.home();
    }

    /** A column for an association; nothing is read for it until something is asked of what lies behind. */
    Column follow(Association way, int slot) {
        Place place = graph.behind(this, way, slot);
        ColumnType type = way.cardinality().isToMany() ? ColumnType.rows(place) : ColumnType.row(place);
        return new Column(way.name(), type, TextFormat.STANDARD, slot);
    }

    /** What stands behind an association, read by the same statement. */
    Place join(Association way, String newPath, int slot) {
        Place place = new Place(graph, newPath, statement, copying, this, way);
        joined.add(place);
        home().mark(slot, place);
        return place;
    }

    /** What stands behind an association, read by a statement of its own. */
    Place branch(Association way, String newPath, int slot) {
        Statement home = home();
        Statement other = new Statement();
        boolean toMany = way.cardinality().isToMany();
        Branch branch = new Branch(way, this, home, other, slot);
        Place place = new Place(graph, newPath, other, toMany ? null : branch, null, way);
        other.begin(place);
        home.add(branch);
        if (!toMany) {
            home.mark(slot, place);
        }
        return place;
    }
}
