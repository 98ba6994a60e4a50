package io.nightload.target.mapping;

import io.nightload.model.Attribute;
import io.nightload.model.Entity;
import io.nightload.row.ColumnType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ByteArrayClassLoader;
import net.bytebuddy.implementation.EqualsMethod;
import net.bytebuddy.implementation.HashCodeMethod;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;

/** Makes a class for each entity, and one for each key of several columns, in one class loader. */
final class EntityClasses {

    private static final String PACKAGE = EntityClasses.class.getPackageName() + ".made.";

    private final ByteBuddy byteBuddy = new ByteBuddy();
    private final Map<String, byte[]> bytes = new LinkedHashMap<>();

    private EntityClasses() {}

    /** The name of the field of the attribute at this index. */
    static String field(int index) {
        return "f" + index;
    }

    /** @param attributes of each entity those that are mapped; the primary key's are among them */
    static List<MappedEntity> make(Map<Entity, List<Attribute>> attributes) {
        return new EntityClasses().define(attributes);
    }

    private List<MappedEntity> define(Map<Entity, List<Attribute>> attributes) {
        int number = 0;
        Map<Entity, String> names = new LinkedHashMap<>();
        for (Map.Entry<Entity, List<Attribute>> one : attributes.entrySet()) {
            String name = PACKAGE + "Entity" + number++;
            names.put(one.getKey(), name);
            boolean hasKeyClass = one.getKey().key().size() > 1;
            add(
                    name,
                    mapped(
                            byteBuddy
                                    .subclass(Object.class)
                                    .name(name)
                                    .annotateType(Annotations.of(one.getKey().table()))
                                    .annotateType(
                                            hasKeyClass
                                                    ? List.of(Annotations.keyClass(named(name + "Key")))
                                                    : List.of()),
                            one.getKey(),
                            one.getValue()));
            if (hasKeyClass) {
                addKey(name, one.getKey(), one.getValue());
            }
        }
        ClassLoader loader = new ByteArrayClassLoader(EntityClasses.class.getClassLoader(), bytes);
        List<MappedEntity> mapped = new ArrayList<>();
        attributes.forEach((entity, mappedAttributes) -> {
            String name = names.getOrDefault(entity, "");
            @Nullable Class<?> key = entity.key().size() > 1 ? load(loader, name + "Key") : null;
            mapped.add(new MappedEntity(entity, mappedAttributes, load(loader, name), key));
        });
        return mapped;
    }

    private void addKey(String name, Entity entity, List<Attribute> attributes) {
        DynamicType.Builder<?> key =
                byteBuddy.subclass(Object.class).implement(Serializable.class).name(name + "Key");
        for (int i = 0; i < attributes.size(); i++) {
            if (entity.key().contains(attributes.get(i).name())) {
                key = key.defineField(field(i), type(attributes.get(i).type()), Visibility.PUBLIC);
            }
        }
        add(
                name + "Key",
                key.method(ElementMatchers.isEquals())
                        .intercept(EqualsMethod.isolated())
                        .method(ElementMatchers.isHashCode())
                        .intercept(HashCodeMethod.usingOffset(1)));
    }

    private static DynamicType.Builder<?> mapped(
            DynamicType.Builder<?> builder, Entity entity, List<Attribute> attributes) {
        DynamicType.Builder<?> made = builder;
        for (int i = 0; i < attributes.size(); i++) {
            Attribute attribute = attributes.get(i);
            made = made.defineField(field(i), type(attribute.type()), Visibility.PUBLIC)
                    .annotateField(Annotations.of(attribute, entity.key().contains(attribute.name())));
        }
        return made;
    }

    /** A class that is made beside this one. */
    private static TypeDescription named(String name) {
        return new TypeDescription.Latent(
                name,
                Opcodes.ACC_PUBLIC,
                TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(Object.class),
                List.of());
    }

    private static Class<?> type(ColumnType type) {
        return type.kind() == ColumnType.Kind.NUMERIC
                ? BigDecimal.class
                : type.kind().valueClass();
    }

    private void add(String name, DynamicType.Builder<?> builder) {
        bytes.put(name, builder.make().getBytes());
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the class was just made", e);
        }
    }
}
