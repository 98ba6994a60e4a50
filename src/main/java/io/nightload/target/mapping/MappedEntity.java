package io.nightload.target.mapping;

import io.nightload.model.Attribute;
import io.nightload.model.Entity;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entity and the class whose objects are its rows. */
public final class MappedEntity {

    private final Entity entity;
    private final List<Attribute> attributes;
    private final Class<?> type;
    private final @Nullable Class<?> keyType;
    private final MethodHandle constructor;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    MappedEntity(Entity entity, List<Attribute> attributes, Class<?> type, @Nullable Class<?> keyType) {
        this.entity = entity;
        this.attributes = List.copyOf(attributes);
        this.type = type;
        this.keyType = keyType;
        try {
            constructor = MethodHandles.publicLookup()
                    .unreflectConstructor(type.getConstructor())
                    .asType(java.lang.invoke.MethodType.methodType(Object.class));
            for (int i = 0; i < attributes.size(); i++) {
                fields.put(attributes.get(i).name(), type.getField(EntityClasses.field(i)));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("reading the class that was made for " + entity.table(), e);
        }
    }

    public Entity entity() {
        return entity;
    }

    /** Those that are mapped, in the order of their fields. */
    List<Attribute> attributes() {
        return attributes;
    }

    /** The names of those that are mapped. */
    public Set<String> names() {
        return fields.keySet();
    }

    /** What Hibernate calls an entity class. */
    public Class<?> type() {
        return type;
    }

    @Nullable
    Class<?> keyType() {
        return keyType;
    }

    /** A new object, all of whose attributes are null. */
    public Object create() {
        try {
            return constructor.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("making an entity of " + entity.table(), e);
        }
    }

    public @Nullable Object get(Object object, String attribute) {
        try {
            return field(attribute).get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the fields of " + type + " are public", e);
        }
    }

    public void set(Object object, String attribute, @Nullable Object value) {
        try {
            field(attribute).set(object, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the fields of " + type + " are public", e);
        }
    }

    /** The values of its primary key, in the key's order; equal for two objects that mean one row. */
    public List<@Nullable Object> key(Object object) {
        List<@Nullable Object> key = new ArrayList<>();
        entity.key().forEach(name -> key.add(canonical(get(object, name))));
        return key;
    }

    /** Whether two values are one to PostgreSQL; texts of json are compared as they are spelled. */
    public static boolean isSame(@Nullable Object one, @Nullable Object other) {
        return Objects.deepEquals(canonical(one), canonical(other)); // arrays of bytes too
    }

    /** Decimals without the zeros at their end. */
    private static @Nullable Object canonical(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    /** The primary key as Hibernate's sessions take it. */
    public Object identifier(Object object) {
        if (keyType == null) {
            Object value = get(object, entity.key().get(0));
            if (value == null) {
                throw new IllegalStateException("an entity of " + entity.table() + " has no key");
            }
            return value;
        }
        try {
            Object key = keyType.getConstructor().newInstance();
            for (String name : entity.key()) {
                keyType.getField(field(name).getName()).set(key, get(object, name));
            }
            return key;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("making a key of " + entity.table(), e);
        }
    }

    private Field field(String attribute) {
        Field field = fields.get(attribute);
        if (field == null) {
            throw new IllegalArgumentException(entity.table() + "." + attribute + " is not mapped");
        }
        return field;
    }
}
