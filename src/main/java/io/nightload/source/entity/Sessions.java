package io.nightload.source.entity;

import io.nightload.model.Attribute;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.type.BasicType;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate over the entities of one step. Its sessions use the connection that they are given and nothing else: Hibernate asks
 * the database nothing by itself. To be closed.
 */
final class Sessions implements AutoCloseable {

    private static final Map<String, Object> SETTINGS = Map.of(
            "jakarta.persistence.database-product-name", "PostgreSQL",
            "jakarta.persistence.database-product-version", "14",
            "hibernate.boot.allow_jdbc_metadata_access", false,
            "hibernate.connection.provider_class",
                    "org.hibernate.engine.jdbc.connections.internal.UserSuppliedConnectionProviderImpl",
            "hibernate.globally_quoted_identifiers", true,
            "hibernate.criteria.plan_cache_enabled", true,
            "jakarta.persistence.validation.mode", "none",
            "hibernate.cache.use_second_level_cache", false,
            "hibernate.bytecode.use_reflection_optimizer", false);

    private final BootstrapServiceRegistry bootstrap;
    private final StandardServiceRegistry registry;
    private final SessionFactory factory;
    private final Mapping mapping;

    /** @param conditions by the name of a function, the columns that it compares with an array each, or the key */
    Sessions(Mapping mapping, List<KeyCondition> conditions) {
        this.mapping = mapping;
        this.bootstrap = new BootstrapServiceRegistryBuilder()
                .applyClassLoader(mapping.classes())
                .build();
        this.registry = new StandardServiceRegistryBuilder(bootstrap)
                .applySettings(SETTINGS)
                .build();
        MetadataSources sources = new MetadataSources(registry);
        mapping.types().forEach(sources::addAnnotatedClass);
        this.factory = sources.getMetadataBuilder()
                .applyFunctions(functions -> contribute(functions, conditions))
                .build()
                .buildSessionFactory();
    }

    /**
     * A condition on the columns of a key, which HQL has no words for.
     *
     * @param comparison of all of them with one key; or null: they are one of many
     */
    record KeyCondition(
            String function,
            List<Attribute> columns,
            @Nullable String comparison) {

        String pattern() {
            int size = columns.size();
            String left =
                    list(IntStream.rangeClosed(1, size).mapToObj(i -> "?" + i).toList());
            List<String> right = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                right.add("cast(?" + (size + i + 1) + " as "
                        + columns.get(i).type().name() + (comparison == null ? "[])" : ")"));
            }
            if (comparison != null) {
                return left + " " + comparison + " " + list(right);
            }
            return size == 1
                    ? left + " = any(" + right.get(0) + ")"
                    : left + " in (select * from unnest(" + String.join(", ", right) + "))";
        }

        private static String list(List<String> items) {
            return items.size() == 1 ? items.get(0) : items.stream().collect(Collectors.joining(", ", "(", ")"));
        }
    }

    private static void contribute(FunctionContributions functions, List<KeyCondition> conditions) {
        var types = functions.getTypeConfiguration().getBasicTypeRegistry();
        BasicType<byte[]> bytes = types.resolve(StandardBasicTypes.BINARY);
        BasicType<Boolean> truth = types.resolve(StandardBasicTypes.BOOLEAN);
        var registry = functions.getFunctionRegistry();
        registry.registerPattern(Queries.RAW, "?1", bytes);
        registry.registerPattern(Queries.TEXT, "cast(?1 as text)", bytes);
        conditions.forEach(condition -> registry.registerPattern(condition.function(), condition.pattern(), truth));
    }

    Mapping mapping() {
        return mapping;
    }

    HibernateCriteriaBuilder criteria() {
        return factory.getCriteriaBuilder();
    }

    StatelessSession open(Connection connection) {
        return factory.withStatelessOptions().connection(connection).openStatelessSession();
    }

    /** @param inspector sees each statement before it is sent */
    StatelessSession open(Connection connection, UnaryOperator<String> inspector) {
        return factory.withStatelessOptions()
                .connection(connection)
                .statementInspector(inspector)
                .openStatelessSession();
    }

    @Override
    public void close() {
        factory.close();
        StandardServiceRegistryBuilder.destroy(registry);
        BootstrapServiceRegistryBuilder.destroy(bootstrap);
    }
}
