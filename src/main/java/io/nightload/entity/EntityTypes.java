package io.nightload.entity;

import io.nightload.entity.EntityType.KeyText;
import io.nightload.entity.EntityType.MappedColumn;
import io.nightload.entity.EntityType.Property;
import io.nightload.entity.EntityType.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.CompositeIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/** The entity classes that one refers to, itself among them. */
public final class EntityTypes {

    private final Map<Class<?>, EntityType> types = new HashMap<>();

    private EntityTypes() {}

    static EntityTypes of(MappingMetamodelImplementor metamodel) {
        EntityTypes all = new EntityTypes();
        metamodel.forEachEntityDescriptor(entity -> all.types.put(entity.getMappedClass(), new Reading(entity).type()));
        return all;
    }

    /** That of a class, or of the entity class that it extends, as Hibernate's proxies do. */
    public Optional<EntityType> find(@Nullable Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            EntityType found = types.get(each);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** @throws IllegalStateException where it is no entity */
    public EntityType get(Class<?> type) {
        return find(type).orElseThrow(() -> new IllegalStateException(type + " is no mapped entity"));
    }

    /** Reads what Hibernate knows of one class. */
    private static final class Reading {
        private final EntityPersister entity;
        private final List<Property> properties = new ArrayList<>();
        private final List<Way> ways = new ArrayList<>();
        private final List<MappedColumn> columns = new ArrayList<>();

        Reading(EntityPersister entity) {
            this.entity = entity;
        }

        EntityType type() {
            key(entity.getIdentifierMapping());
            entity.getAttributeMappings().forEach(attribute -> read(attribute, "", Function.identity(), false));
            return new EntityType(
                    entity.getMappedClass(),
                    entity.getJpaEntityName(),
                    entity.getIdentifierTableName(),
                    properties,
                    ways,
                    columns);
        }

        private void key(EntityIdentifierMapping key) {
            if (key instanceof NonAggregatedIdentifierMapping several) {
                several.getVirtualIdEmbeddable()
                        .getAttributeMappings()
                        .forEach(attribute -> read(attribute, "", Function.identity(), true));
            } else if (key instanceof CompositeIdentifierMapping embedded) {
                embedded.getPartMappingType()
                        .getAttributeMappings()
                        .forEach(attribute -> read(attribute, key.getAttributeName() + ".", key::getIdentifier, true));
            } else if (key instanceof BasicValuedModelPart basic) {
                add(key.getAttributeName(), basic, key::getIdentifier, true);
            }
        }

        private void read(
                AttributeMapping attribute, String prefix, Function<Object, @Nullable Object> holder, boolean key) {
            String name = prefix + attribute.getAttributeName();
            Function<Object, @Nullable Object> value = object -> {
                @Nullable Object holding = holder.apply(object);
                return holding == null ? null : attribute.getValue(holding);
            };
            if (attribute instanceof PluralAttributeMapping many) {
                @Nullable
                Class<?> target = many.getElementDescriptor() instanceof EntityCollectionPart objects
                        ? objects.getAssociatedEntityMappingType()
                                .getMappedJavaType()
                                .getJavaTypeClass()
                        : null;
                ways.add(new Way(Names.column(name), name, true, target, value));
                many.getKeyDescriptor().visitKeySelectables((index, column) -> map(name, column));
            } else if (attribute instanceof ToOneAttributeMapping one) {
                Class<?> target =
                        one.getAssociatedEntityMappingType().getMappedJavaType().getJavaTypeClass();
                ways.add(new Way(Names.column(name), name, false, target, value));
                one.forEachSelectable((index, column) -> map(name, column));
            } else if (attribute.isEmbeddedAttributeMapping()) {
                attribute
                        .asEmbeddedAttributeMapping()
                        .getEmbeddableTypeDescriptor()
                        .getAttributeMappings()
                        .forEach(inner -> read(inner, name + ".", value, key));
            } else if (attribute instanceof BasicValuedModelPart basic) {
                add(name, basic, value, key);
            }
        }

        /** A value of a class that no column takes is none of the row's; processors still see it. */
        private void add(
                String name, BasicValuedModelPart basic, Function<Object, @Nullable Object> read, boolean key) {
            map(name, basic);
            JdbcMapping mapping = basic.getJdbcMapping();
            Class<?> stored = mapping.getJdbcJavaType().getJavaTypeClass();
            io.nightload.entity.JavaType.of(stored)
                    .ifPresent(type -> properties.add(new Property(
                            Names.column(name),
                            name,
                            type.column(),
                            object -> {
                                @Nullable Object value = read.apply(object);
                                @Nullable
                                Object relational = value == null ? null : mapping.convertToRelationalValue(value);
                                return relational == null ? null : type.value().apply(relational);
                            },
                            key ? keyText(mapping.getJavaTypeDescriptor()) : null)));
        }

        private void map(String attribute, SelectableMapping column) {
            if (!column.isFormula()) {
                columns.add(new MappedColumn(
                        attribute, column.getContainingTableExpression(), column.getSelectionExpression()));
            }
        }

        @SuppressWarnings("unchecked") // a value of an attribute is of its type
        private static KeyText keyText(JavaType<?> type) {
            JavaType<Object> own = (JavaType<Object>) type;
            return new KeyText(own::toString, own::fromString);
        }
    }
}
