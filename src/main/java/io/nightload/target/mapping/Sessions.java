package io.nightload.target.mapping;

import io.nightload.model.Attribute;
import io.nightload.model.Entity;
import io.nightload.model.TableName;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.jdbc.connections.internal.UserSuppliedConnectionProviderImpl;

/** The session factory of one step. */
public final class Sessions implements AutoCloseable {

    /** Statements that the driver sends at once; more gain nothing measurable. */
    private static final int BATCH = 1000;

    /** The oldest PostgreSQL that Nightload works with. */
    private static final int OLDEST = 14;

    private final List<MappedEntity> entities;
    private final StandardServiceRegistry registry;
    private final SessionFactory factory;

    private Sessions(List<MappedEntity> entities) {
        this.entities = entities;
        registry = new StandardServiceRegistryBuilder(new BootstrapServiceRegistryBuilder()
                        .applyClassLoader(entities.get(0).type().getClassLoader())
                        .build())
                .applySettings(Map.of(
                        AvailableSettings.CONNECTION_PROVIDER,
                        UserSuppliedConnectionProviderImpl.class.getName(),
                        AvailableSettings.JAKARTA_HBM2DDL_DB_NAME,
                        "PostgreSQL",
                        AvailableSettings.JAKARTA_HBM2DDL_DB_MAJOR_VERSION,
                        OLDEST,
                        "hibernate.boot.allow_jdbc_metadata_access",
                        "false",
                        AvailableSettings.GLOBALLY_QUOTED_IDENTIFIERS,
                        true,
                        AvailableSettings.ORDER_INSERTS,
                        true,
                        AvailableSettings.ORDER_UPDATES,
                        true,
                        // Keeps infinite dates, which java.sql's classes do not have.
                        AvailableSettings.JAVA_TIME_USE_DIRECT_JDBC,
                        true))
                .build();
        MetadataSources sources = new MetadataSources(registry);
        entities.forEach(entity -> {
            sources.addAnnotatedClass(entity.type());
            Class<?> key = entity.keyType();
            if (key != null) {
                sources.addAnnotatedClass(key);
            }
        });
        factory = sources.buildMetadata().buildSessionFactory();
    }

    /** @param attributes of each entity those that are mapped; the primary key's are among them */
    public static Sessions over(Map<Entity, List<Attribute>> attributes) {
        return new Sessions(EntityClasses.make(attributes));
    }

    public MappedEntity entity(TableName table) {
        return entities.stream()
                .filter(one -> one.entity().table().equals(table))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(table + " is not mapped"));
    }

    /** A session on a connection that stays its owner's; it flushes when it is told to. */
    public Session open(Connection connection) {
        Session session = factory.withOptions().connection(connection).openSession();
        session.setHibernateFlushMode(FlushMode.MANUAL);
        // As a setting it would be ignored: Hibernate asks no driver here what it can do.
        session.setJdbcBatchSize(BATCH);
        // Outside of one it sends every insert by itself. It is never ended: the step's transaction manager commits.
        session.beginTransaction();
        return session;
    }

    @Override
    public void close() {
        factory.close();
        StandardServiceRegistryBuilder.destroy(registry);
    }
}
