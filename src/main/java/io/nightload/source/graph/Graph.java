package io.nightload.source.graph;

import io.nightload.model.Association;
import io.nightload.model.Attribute;
import io.nightload.model.Entity;
import io.nightload.model.Model;
import io.nightload.row.Column;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The graph of entities that a step reads from its root. It grows while expressions are planned: each path that one walks
 * becomes part of a statement, or a statement of its own.
 */
public final class Graph {

    private final Model model;
    private final Entity rootEntity;
    private final Map<String, FetchMode> modes;
    private final Statement statement = new Statement();
    private final Place root;
    private final Schema schema;

    /** @param modes by path from the root, where a job says how to fetch */
    public Graph(Model model, Entity rootEntity, Map<String, FetchMode> modes) {
        this.model = model;
        this.rootEntity = rootEntity;
        this.modes = modes;
        this.root = new Place(this, "", statement, null, null, null);
        statement.begin(root);
        root.use();
        this.schema = columns();
    }

    /** The root's columns come first, then its associations; nothing is read for them yet. */
    private Schema columns() {
        List<Column> columns = new ArrayList<>();
        for (Attribute attribute : rootEntity.attributes()) {
            columns.add(new Column(attribute.name(), attribute.type(), TextFormat.STANDARD, statement.allot()));
        }
        for (Association association : rootEntity.associations()) {
            columns.add(root.follow(association, statement.allot()));
        }
        return new Schema(columns);
    }

    /** Of the root's rows. */
    public Schema schema() {
        return schema;
    }

    /** The statement that reads the root's rows, page by page. */
    public Statement statement() {
        return statement;
    }

    /** Reads these of the root's columns, and the key, which always is read. */
    public void read(Set<Integer> slots) {
        for (Column column : schema.columns()) {
            if (column.type().structure() instanceof Place place) {
                if (slots.contains(column.slot())) {
                    place.use();
                }
            } else if (slots.contains(column.slot()) || rootEntity.key().contains(column.name())) {
                selectOfRoot(column.name());
            }
        }
        settle(statement);
    }

    /** What branches and marks need of their holders is read too, before the first statement is made. */
    private static void settle(Statement of) {
        for (Branch branch : of.branches()) {
            branch.holderSlots();
            settle(branch.statement());
        }
        of.marks();
    }

    private int selectOfRoot(String name) {
        int slot = schema.column(schema.indexOf(name)).slot();
        return statement.select(root, Branch.attribute(rootEntity, name), slot);
    }

    /** Where the root's key lies in its rows. */
    public int[] keySlots() {
        return rootEntity.key().stream().mapToInt(this::selectOfRoot).toArray();
    }

    Entity entity(Place place) {
        Association association = place.association();
        return association == null ? rootEntity : model.target(association);
    }

    Place behind(Place holder, Association way, int slot) {
        String path = holder.path().isEmpty() ? way.name() : holder.path() + "." + way.name();
        FetchMode usual = way.cardinality().isToMany() ? FetchMode.SELECT_IN : FetchMode.JOIN;
        return modes.getOrDefault(path, usual) == FetchMode.JOIN
                ? holder.join(way, path, slot)
                : holder.branch(way, path, slot);
    }

    /** The table between the two ends of a many-to-many. */
    public Entity link(Association.Link link) {
        return model.find(link.table()).orElseThrow(() -> new IllegalStateException(link.table() + " is gone"));
    }
}
