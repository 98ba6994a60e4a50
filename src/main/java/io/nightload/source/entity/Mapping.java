package io.nightload.source.entity;

import io.nightload.model.Association;
import io.nightload.model.Attribute;
import io.nightload.model.Entity;
import io.nightload.model.TableName;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ByteArrayClassLoader;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Entities as Hibernate knows them: each has a generated class with a public field for every column, named as the column is,
 * and one for each many-to-one whose other end is mapped too. A table from which others inherit has two: rows of all of them, and its own.
 */
final class Mapping {

    private static final String PACKAGE = "nightload.entity.";
    private static final String OWN_ROWS = "OwnRows";

    private final Map<TableName, Entity> entities = new LinkedHashMap<>();
    private final Map<TableName, String> names = new HashMap<>();
    private final Map<String, byte[]> made = new LinkedHashMap<>();
    private final ClassLoader classes;

    Mapping(Collection<Entity> mapped) {
        for (Entity entity : mapped) {
            entities.put(entity.table(), entity);
            String name = javaName(entity.table().table());
            names.put(entity.table(), names.containsValue(name) ? name + "_" + names.size() : name);
        }
        entities.values().forEach(this::make);
        this.classes = new ByteArrayClassLoader(Mapping.class.getClassLoader(), made);
    }

    /** The loader of the generated classes. */
    ClassLoader classes() {
        return classes;
    }

    /** All that a query of the table reads. */
    Class<?> type(TableName table) {
        return load(className(table));
    }

    /** The rows that a foreign key may refer to: none of the tables that inherit from it. */
    Class<?> referred(TableName table) {
        return load(referredName(table));
    }

    List<Class<?>> types() {
        return made.keySet().stream().<Class<?>>map(this::load).toList();
    }

    private Class<?> load(String className) {
        try {
            return classes.loadClass(className);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(className + " is not mapped", e);
        }
    }

    /** What HQL calls it. */
    String entityName(TableName table) {
        return Objects.requireNonNull(names.get(table), () -> table + " is not mapped");
    }

    private String className(TableName table) {
        return PACKAGE + "Entity" + List.copyOf(entities.keySet()).indexOf(table);
    }

    private String referredName(TableName table) {
        boolean inherited = Objects.requireNonNull(entities.get(table)).inherited();
        return className(table) + (inherited ? OWN_ROWS : "");
    }

    /** Whether Hibernate can follow it: along a foreign key to a primary key, to an entity that is mapped. */
    boolean isMapped(Association association) {
        Entity target = entities.get(association.target());
        return association.isForward()
                && target != null
                && target.key().size() == association.targetColumns().size()
                && target.key().containsAll(association.targetColumns());
    }

    /** The name of the field, and in HQL, of a column or an association: its own, but for signs that a class file forbids. */
    static String javaName(String name) {
        return name.replaceAll("[.;\\[/<>`]", "_");
    }

    private void make(Entity entity) {
        TableName table = entity.table();
        made.put(className(table), bytes(entity, className(table), Annotations.of(table, entityName(table))));
        if (entity.inherited()) {
            made.put(referredName(table), bytes(entity, referredName(table), Annotations.ofOwnRows(table)));
        }
    }

    private byte[] bytes(Entity entity, String className, List<AnnotationDescription> mapped) {
        DynamicType.Builder<?> type = new ByteBuddy()
                .with(TypeValidation.DISABLED) // a column's name may be no Java identifier
                .subclass(Object.class, ConstructorStrategy.Default.DEFAULT_CONSTRUCTOR)
                .implement(Serializable.class)
                .name(className)
                .annotateType(mapped)
                .withHashCodeEquals();
        List<String> key = key(entity);
        for (Attribute attribute : entity.attributes()) {
            type = type.defineField(javaName(attribute.name()), fieldClass(attribute), Visibility.PUBLIC)
                    .annotateField(Annotations.ofColumn(attribute.name(), key.contains(attribute.name())));
        }
        for (Association association : entity.associations()) {
            if (isMapped(association)) {
                type = type.defineField(javaName(association.name()), Object.class, Visibility.PUBLIC)
                        .annotateField(Annotations.of(association, named(referredName(association.target()))));
            }
        }
        try (DynamicType.Unloaded<?> made = type.make()) {
            return made.getBytes();
        }
    }

    /** No entity is ever loaded, so that a table without a primary key may pass its first column off as one. */
    private static List<String> key(Entity entity) {
        return entity.key().isEmpty() ? List.of(entity.attributes().get(0).name()) : entity.key();
    }

    /** A class that is made beside this one. */
    private static TypeDescription named(String name) {
        return new TypeDescription.Latent(
                name,
                Opcodes.ACC_PUBLIC,
                TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(Object.class),
                List.of());
    }

    private static Class<?> fieldClass(Attribute attribute) {
        return switch (attribute.type().kind()) {
            case NUMERIC -> BigDecimal.class;
            case ROW, ROWS -> throw new IllegalStateException(attribute.name() + " is no column of a table");
            default -> attribute.type().kind().valueClass();
        };
    }
}
