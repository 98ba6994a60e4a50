package io.nightload.entity;

import java.sql.Connection;
import java.util.Map;
import org.hibernate.FetchMode;
import org.hibernate.FlushMode;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;

/**
 * Hibernate over a user's annotated class and those that it refers to. Its sessions use the connection that they are given and nothing else. To
 * be closed.
 */
public final class EntityFactory implements AutoCloseable {

    /** Objects or collections that one statement loads at most: their keys travel as one array. */
    private static final int BATCH = 10_000;

    /** The same for keys of several columns, each of which is a parameter. */
    private static final int WIDE_BATCH = 500;

    /** Statements that the driver sends at once; more gain nothing measurable. */
    private static final int JDBC_BATCH = 1000;

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry("jakarta.persistence.database-product-name", "PostgreSQL"),
            Map.entry("jakarta.persistence.database-product-version", "14"),
            Map.entry("hibernate.boot.allow_jdbc_metadata_access", false),
            Map.entry(
                    "hibernate.connection.provider_class",
                    "org.hibernate.engine.jdbc.connections.internal.UserSuppliedConnectionProviderImpl"),
            Map.entry("hibernate.physical_naming_strategy", PhysicalNamingStrategySnakeCaseImpl.class.getName()),
            Map.entry("jakarta.persistence.validation.mode", "none"),
            Map.entry("hibernate.cache.use_second_level_cache", false),
            Map.entry("hibernate.criteria.plan_cache_enabled", true),
            Map.entry("hibernate.order_inserts", true),
            Map.entry("hibernate.order_updates", true),
            // The server's words on a missing value name its column.
            Map.entry("hibernate.check_nullability", false),
            Map.entry("hibernate.type.java_time_use_direct_jdbc", true));

    private final BootstrapServiceRegistry bootstrap;
    private final StandardServiceRegistry registry;
    private final SessionFactoryImplementor factory;

    /**
     * @param root an entity class
     * @throws org.hibernate.HibernateException if the annotations cannot be meant like that
     */
    public EntityFactory(Class<?> root) {
        this.bootstrap = new BootstrapServiceRegistryBuilder()
                .applyClassLoader(root.getClassLoader())
                .build();
        this.registry = new StandardServiceRegistryBuilder(bootstrap)
                .applySettings(SETTINGS)
                .build();
        MetadataSources sources = new MetadataSources(registry);
        AnnotatedClasses.reachableFrom(root).forEach(sources::addAnnotatedClass);
        Metadata metadata = sources.buildMetadata();
        metadata.getEntityBindings().forEach(EntityFactory::loadLazily);
        metadata.getCollectionBindings().forEach(EntityFactory::loadLazily);
        this.factory = (SessionFactoryImplementor) metadata.buildSessionFactory();
    }

    private static void loadLazily(PersistentClass entity) {
        entity.setBatchSize(batch(entity.getIdentifier()));
        entity.getProperties().forEach(EntityFactory::loadLazily);
    }

    private static void loadLazily(Property property) {
        if (property.getValue() instanceof ToOne toOne) {
            toOne.setLazy(true);
            toOne.setFetchMode(FetchMode.SELECT);
        } else if (property.getValue() instanceof Component component) {
            component.getProperties().forEach(EntityFactory::loadLazily);
        }
    }

    private static void loadLazily(Collection collection) {
        collection.setLazy(true);
        collection.setFetchMode(FetchMode.SELECT);
        collection.setBatchSize(batch(collection.getKey()));
    }

    private static int batch(Value key) {
        return key.getColumnSpan() == 1 ? BATCH : WIDE_BATCH;
    }

    /** Hibernate's own. */
    public SessionFactoryImplementor sessions() {
        return factory;
    }

    /** What the annotations say of each class; stays usable when this is closed. */
    public EntityTypes types() {
        return EntityTypes.of(factory.getMappingMetamodel());
    }

    /** A session on a connection that stays its owner's; it flushes when it is told to. */
    public Session open(Connection connection) {
        Session session = factory.withOptions().connection(connection).openSession();
        session.setHibernateFlushMode(FlushMode.MANUAL);
        return session;
    }

    /** The same for writing: inserts and updates are sent in batches, and an interceptor sees them. */
    public Session open(Connection connection, Interceptor interceptor) {
        Session session = factory.withOptions()
                .connection(connection)
                .interceptor(interceptor)
                .openSession();
        session.setHibernateFlushMode(FlushMode.MANUAL);
        // As a setting it would be ignored: Hibernate asks no driver here what it can do.
        session.setJdbcBatchSize(JDBC_BATCH);
        // Outside of one it sends every insert by itself. It is never ended: the step's transaction manager commits.
        session.beginTransaction();
        return session;
    }

    @Override
    public void close() {
        factory.close();
        StandardServiceRegistryBuilder.destroy(registry);
        BootstrapServiceRegistryBuilder.destroy(bootstrap);
    }
}
