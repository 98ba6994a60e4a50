package io.nightload.source.objects;

import io.nightload.entity.EntityType;
import io.nightload.entity.EntityType.Property;
import io.nightload.entity.ObjectRows;
import io.nightload.entity.RowObject;
import io.nightload.row.Column;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows of the objects that a step begins at: a column for each value, and beyond them the associations. */
final class RootRows implements ObjectRows {

    private final EntityType type;
    private final ObjectPlace place;
    private final ObjectRow row;
    private final Schema schema;
    private final Map<Integer, Property> unread = new HashMap<>();

    RootRows(EntityType type, FetchPlan plan) {
        this.type = type;
        this.row = new ObjectRow(type.type().getName());
        this.place = new ObjectPlace(plan, plan.root(), type, row, List.of());
        List<Column> columns = new ArrayList<>();
        for (Property property : type.properties()) {
            int slot = row.allot();
            unread.put(slot, property);
            columns.add(new Column(property.name(), property.type(), TextFormat.STANDARD, slot));
        }
        this.schema = new Schema(columns, this);
        for (Property key : type.key()) {
            int slot = schema.column(schema.indexOf(key.name())).slot();
            read(slot);
            row.key(key.name(), slot);
        }
    }

    /** Puts these columns into the rows; the key always is in them. */
    void read(Set<Integer> slots) {
        slots.forEach(this::read);
    }

    private void read(int slot) {
        Optional.ofNullable(unread.remove(slot)).ifPresent(property -> row.value(List.of(), property, slot));
    }

    @Override
    public Class<?> type() {
        return type.type();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Row row(Row from, RowObject carried) {
        return row(carried, 0);
    }

    /** @param weight how much memory the object with what hangs on it is taken for, in bytes */
    Row row(RowObject carried, int weight) {
        return row.of(carried.object(), schema, weight).with(schema, new Object[] {carried});
    }

    @Override
    public List<String> names() {
        return place.associations();
    }

    @Override
    public List<Column> asked() {
        return place.asked();
    }

    @Override
    public Optional<Column> column(String name) {
        return place.associations().contains(name) ? place.column(name) : Optional.empty();
    }
}
