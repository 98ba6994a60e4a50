package io.nightload.entity;

import io.nightload.row.ColumnType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations of an entity class say. Names are those of a row's columns and paths; an {@code attribute} is named as in Java, and by a path
 * where it lies in an embedded object.
 *
 * @param entity its name in HQL
 * @param table its table, with its schema where the annotations name one
 * @param properties its values, those of its key first
 * @param ways its associations
 * @param columns that Hibernate reads for its objects and to find those of its collections
 */
public record EntityType(
        Class<?> type,
        String entity,
        String table,
        List<Property> properties,
        List<Way> ways,
        List<MappedColumn> columns) {

    /**
     * A column that an attribute is mapped to.
     *
     * @param table as SQL
     * @param column as SQL
     */
    public record MappedColumn(String attribute, String table, String column) {}

    /**
     * A value.
     *
     * @param read takes it from an object of the class
     * @param key how a value of the key is kept as text, or null for other values
     */
    public record Property(
            String name,
            String attribute,
            ColumnType type,
            Function<Object, @Nullable Object> read,
            @Nullable KeyText key) {}

    /** A value of a key as text and back, in a form of its own class that does not change. */
    public record KeyText(Function<Object, String> write, Function<String, Object> read) {}

    /**
     * An association.
     *
     * @param toMany whether it leads to a collection
     * @param target the entity class at its other end, or null where values are collected there
     * @param read takes what stands there from an object of the class, be it loaded or not
     */
    public record Way(
            String name,
            String attribute,
            boolean toMany,
            @Nullable Class<?> target,
            Function<Object, @Nullable Object> read) {

        /** The objects that stand there, which must be loaded. */
        public Collection<?> objects(Object holder) {
            @Nullable Object value = read.apply(holder);
            if (value == null) {
                return List.of();
            }
            if (!toMany) {
                return List.of(Hibernate.unproxy(value));
            }
            return value instanceof java.util.Map<?, ?> map ? map.values() : (Collection<?>) value;
        }
    }

    /** The values of its key, in the order of their columns' names in Java. */
    public List<Property> key() {
        return properties.stream().filter(property -> property.key() != null).toList();
    }

    /** Its key in an object, as text: one of a single value as that alone. */
    public List<String> keyOf(Object object) {
        return properties.stream()
                .flatMap(property -> {
                    KeyText key = property.key();
                    @Nullable
                    Object value = key == null ? null : property.read().apply(object);
                    return key == null || value == null
                            ? Stream.of()
                            : Stream.of(key.write().apply(value));
                })
                .toList();
    }

    public Optional<Property> property(String name) {
        return properties.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** By the name of a path, or by that in Java. */
    public Optional<Way> way(String name) {
        return ways.stream()
                .filter(way -> way.name().equals(name) || way.attribute().equals(name))
                .findFirst();
    }
}
