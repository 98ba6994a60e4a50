package io.nightload.transform.bean;

import io.nightload.entity.JavaType;
import io.nightload.entity.Names;
import io.nightload.entity.ObjectRows;
import io.nightload.entity.RowObject;
import io.nightload.row.Column;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of objects that a bean gives: a column for each property. */
final class PropertyRows implements ObjectRows {

    private final Class<?> type;
    private final List<Property> properties = new ArrayList<>();
    private final List<JavaType> types = new ArrayList<>();
    private final List<Property> left = new ArrayList<>();
    private final Schema schema;

    PropertyRows(Class<?> type) {
        this.type = type;
        List<Column> columns = new ArrayList<>();
        for (Property property : Property.of(type)) {
            Optional<JavaType> known = JavaType.of(property.type());
            if (known.isEmpty()) {
                left.add(property);
                continue;
            }
            properties.add(property);
            types.add(known.get());
            int slot = ~(OBJECT + columns.size());
            columns.add(new Column(Names.column(property.name()), known.get().column(), TextFormat.STANDARD, slot));
        }
        this.schema = new Schema(columns, this);
    }

    /** Properties that no column takes. */
    List<Property> left() {
        return left;
    }

    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Row row(Row from, RowObject carried) {
        @Nullable Object[] values = new Object[OBJECT + properties.size()];
        values[0] = carried;
        for (int i = 0; i < properties.size(); i++) {
            @Nullable Object value = value(properties.get(i), carried.object());
            values[OBJECT + i] = value == null ? null : types.get(i).value().apply(value);
        }
        return from.with(schema, values);
    }

    private static @Nullable Object value(Property property, Object object) {
        try {
            return property.getter().invoke(object);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(property.getter() + " throws " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(property.getter() + " was made accessible", e);
        }
    }

    /** Beyond the columns of an object that nobody loaded lies nothing. */
    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public Optional<Column> column(String name) {
        return Optional.empty();
    }
}
