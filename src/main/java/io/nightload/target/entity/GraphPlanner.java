package io.nightload.target.entity;

import io.nightload.model.Association;
import io.nightload.model.Attribute;
import io.nightload.model.Cardinality;
import io.nightload.model.Entity;
import io.nightload.model.Model;
import io.nightload.model.TableName;
import io.nightload.part.Located;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Schema;
import io.nightload.row.Structure;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import io.nightload.target.copy.Assignment;
import io.nightload.target.table.TargetColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds rows with nested rows against the entities that they are to become. */
public final class GraphPlanner {

    /** What the job file asks for. */
    public record Wanted(
            Located<String> root, boolean upsert, Map<Located<String>, String> associations, Schema input) {}

    private final Model model;
    private final Tables tables;
    private final Wanted wanted;
    private final Position part;
    private final Problems problems;

    /** @param part the target's place in the job file */
    public GraphPlanner(Model model, Tables tables, Wanted wanted, Position part, Problems problems) {
        this.model = model;
        this.tables = tables;
        this.wanted = wanted;
        this.part = part;
        this.problems = problems;
    }

    /**
     * The plan, or empty where there is none; what is wrong stands in the problems.
     *
     * @param mayBeMade whether a table that does not exist yet is only noted
     */
    public Optional<GraphPlan> plan(boolean mayBeMade) {
        Optional<Entity> root = root(mayBeMade);
        root.ifPresent(this::rename);
        return root.flatMap(entity -> model.find(entity.table()))
                .map(entity -> plan(entity, wanted.input().columns(), Set.of(), ""))
                .map(this::requireAlike);
    }

    /** An entity that comes from two places has one set of columns: what only one brings, the other would set to NULL. */
    private GraphPlan requireAlike(GraphPlan plan) {
        Map<TableName, Set<String>> written = new HashMap<>();
        plan.all().forEach(one -> {
            Set<String> other = written.putIfAbsent(one.entity().table(), one.written());
            if (other != null && !other.equals(one.written())) {
                problems.add(
                        part,
                        one.entity().table() + " stands in two places of the graph with different columns, " + other
                                + " and " + one.written() + ": bring the same ones in both");
            }
        });
        return plan;
    }

    private Optional<Entity> root(boolean mayBeMade) {
        TableName name;
        try {
            name = TableName.parse(wanted.root().value());
        } catch (IllegalArgumentException e) {
            problems.add(wanted.root().position(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
        Optional<Entity> root = model.find(name);
        if (root.isEmpty() && mayBeMade) {
            problems.note(
                    wanted.root().position(),
                    "table " + name + " does not exist yet: it is checked again when the step starts");
        } else if (root.isEmpty()) {
            problems.add(
                    wanted.root().position(),
                    "there is no table " + name
                            + NearestWord.hint(
                                    name.toString(),
                                    model.tables().stream()
                                            .map(TableName::toString)
                                            .toList()));
        }
        return root;
    }

    private void rename(Entity root) {
        wanted.associations().forEach((old, newName) -> {
            if (root.association(old.value()).isPresent()) {
                model.rename(root, old.value(), newName);
            } else {
                problems.add(
                        old.position(),
                        root.table() + " has no association '" + old.value() + "'"
                                + NearestWord.hint(
                                        old.value(),
                                        root.associations().stream()
                                                .map(Association::name)
                                                .toList()));
            }
        });
    }

    /**
     * @param set attributes that the entity above sets
     * @param path of the nested rows, with a dot at its end, for messages
     */
    private GraphPlan plan(Entity entity, List<Column> columns, Set<String> set, String path) {
        List<GraphPlan.Value> values = new ArrayList<>();
        List<GraphPlan.Branch> parents = new ArrayList<>();
        List<GraphPlan.Branch> children = new ArrayList<>();
        Set<String> brought = new TreeSet<>(set);
        for (Column column : columns) {
            if (column.type().isNested()) {
                branch(entity, column, path).ifPresent(branch -> {
                    (branch.association().isForward() ? parents : children).add(branch);
                    if (branch.association().isForward()) {
                        brought.addAll(branch.association().columns());
                    }
                });
            } else {
                value(entity, column, path).ifPresent(values::add);
                brought.add(column.name());
            }
        }
        return new GraphPlan(entity, values, set, key(entity, brought, path), parents, children);
    }

    private Optional<GraphPlan.Value> value(Entity entity, Column column, String path) {
        Optional<Attribute> attribute = entity.attribute(column.name());
        if (attribute.isEmpty()) {
            problems.add(
                    part,
                    entity.table() + " has no column or association '" + column.name() + "' for '" + path
                            + column.name() + "'" + NearestWord.hint(column.name(), entity.names()));
            return Optional.empty();
        }
        ColumnType type = attribute.get().type();
        Assignment.problem(column.type(), type)
                .ifPresent(
                        why -> problems.add(part, "'" + path + column.name() + "' for " + entity.table() + ": " + why));
        return Optional.of(new GraphPlan.Value(
                new ColumnValue(column, type, !attribute.get().nullable(), path + column.name()), column.name()));
    }

    private Optional<GraphPlan.Branch> branch(Entity entity, Column column, String path) {
        Optional<Association> association = entity.association(column.name());
        String name = path + column.name();
        if (association.isEmpty()) {
            problems.add(
                    part,
                    entity.table() + " has no association '" + column.name() + "' for the nested rows '" + name + "'"
                            + NearestWord.hint(column.name(), entity.names()));
            return Optional.empty();
        }
        boolean many = column.type().kind() == ColumnType.Kind.ROWS;
        Cardinality cardinality = association.get().cardinality();
        if (many != cardinality.isToMany() || cardinality == Cardinality.MANY_TO_MANY) {
            problems.add(
                    part,
                    "'" + name + "' is " + (many ? "a list of rows" : "one row") + ", but the association is "
                            + cardinality
                            + (cardinality == Cardinality.MANY_TO_MANY ? ": write its link table instead" : ""));
            return Optional.empty();
        }
        Structure beneath = column.type().structure();
        if (beneath == null) {
            throw new IllegalStateException(name + " has no structure");
        }
        Entity target = model.target(association.get());
        List<Column> columns = (beneath.isEndless() ? beneath.values() : beneath.names())
                .stream().map(one -> beneath.column(one).orElseThrow()).toList();
        Set<String> set = association.get().isForward()
                ? Set.of()
                : Set.copyOf(association.get().targetColumns());
        return Optional.of(new GraphPlan.Branch(association.get(), column, plan(target, columns, set, name + ".")));
    }

    private Optional<GraphPlan.GeneratedKey> key(Entity entity, Set<String> brought, String path) {
        if (entity.key().isEmpty()) {
            problems.add(part, entity.table() + " has no primary key: an entity needs one");
            return Optional.empty();
        }
        List<String> lacking =
                entity.key().stream().filter(one -> !brought.contains(one)).toList();
        tables.columns(entity.table()).stream()
                .filter(TargetColumn::isRequired)
                .map(TargetColumn::name)
                .filter(name -> !brought.contains(name) && !entity.key().contains(name))
                .forEach(name -> problems.add(
                        part,
                        "column " + name + " of " + entity.table()
                                + " is NOT NULL and has no default, and the rows do not bring '" + path + name + "'"));
        if (lacking.isEmpty()) {
            return Optional.empty();
        }
        @Nullable
        String sequence = lacking.size() == 1 && entity.key().size() == 1 && !wanted.upsert()
                ? tables.sequence(entity.table(), lacking.get(0))
                : null;
        if (sequence == null) {
            problems.add(
                    part,
                    "the rows do not bring '" + path + String.join("', '" + path, lacking) + "' of the primary key of "
                            + entity.table()
                            + (wanted.upsert() ? ", which an upsert finds it by" : ", and no sequence fills it"));
            return Optional.empty();
        }
        return Optional.of(new GraphPlan.GeneratedKey(
                lacking.get(0),
                entity.attribute(lacking.get(0)).orElseThrow().type().kind(),
                sequence));
    }
}
