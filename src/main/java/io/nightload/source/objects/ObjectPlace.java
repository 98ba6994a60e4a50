package io.nightload.source.objects;

import io.nightload.entity.EntityType;
import io.nightload.entity.EntityType.Property;
import io.nightload.entity.EntityType.Way;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Structure;
import io.nightload.row.TextFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where objects stand in the graph that a step reads. What is asked of it becomes part of the fetch plan and of the rows. */
final class ObjectPlace implements Structure {

    private final FetchPlan plan;
    private final FetchPlan.Node node;
    private final EntityType type;
    private final ObjectRow row;
    private final List<Way> way;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    /**
     * @param row that its values are put into
     * @param way from the row's own objects to these
     */
    ObjectPlace(FetchPlan plan, FetchPlan.Node node, EntityType type, ObjectRow row, List<Way> way) {
        this.plan = plan;
        this.node = node;
        this.type = type;
        this.row = row;
        this.way = way;
    }

    /** Those that lead to objects: values in a collection make no rows. */
    private Stream<Way> ways() {
        return type.ways().stream().filter(each -> each.target() != null);
    }

    @Override
    public List<String> names() {
        return Stream.concat(values().stream(), ways().map(Way::name)).toList();
    }

    /** The associations alone. */
    List<String> associations() {
        return ways().map(Way::name).toList();
    }

    @Override
    public List<String> values() {
        return type.properties().stream().map(Property::name).toList();
    }

    @Override
    public boolean isEndless() {
        return true;
    }

    @Override
    public List<Column> asked() {
        return List.copyOf(columns.values());
    }

    @Override
    public Optional<Column> column(String name) {
        Column known = columns.get(name);
        if (known == null) {
            known = type.property(name)
                    .map(this::value)
                    .or(() -> ways().filter(each -> each.name().equals(name))
                            .findFirst()
                            .map(this::follow))
                    .orElse(null);
            if (known != null) {
                columns.put(name, known);
            }
        }
        return Optional.ofNullable(known);
    }

    private Column value(Property property) {
        int slot = row.allot();
        row.value(way, property, slot);
        return new Column(property.name(), property.type(), TextFormat.STANDARD, slot);
    }

    private Column follow(Way next) {
        int slot = row.allot();
        FetchPlan.Node there = plan.add(node, next);
        EntityType target = Optional.ofNullable(there.type()).orElseThrow();
        if (next.toMany()) {
            ObjectRow beneath = new ObjectRow(target.type().getName());
            row.rows(way, next, beneath, slot);
            ObjectPlace place = new ObjectPlace(plan, there, target, beneath, List.of());
            return new Column(next.name(), ColumnType.rows(place), TextFormat.STANDARD, slot);
        }
        List<Way> longer = new ArrayList<>(way);
        longer.add(next);
        row.value(longer, null, slot);
        ObjectPlace place = new ObjectPlace(plan, there, target, row, longer);
        return new Column(next.name(), ColumnType.row(place), TextFormat.STANDARD, slot);
    }
}
