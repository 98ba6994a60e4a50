package io.nightload.source.objects;

import io.nightload.entity.EntityType;
import io.nightload.entity.EntityType.Way;
import io.nightload.entity.EntityTypes;
import io.nightload.entity.UnplannedLoadException;
import io.nightload.spec.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/** Refuses what Hibernate would load beside the plan, and says which association it was and the line that loads it. */
final class FetchGuard implements LoadEventListener, InitializeCollectionEventListener {

    private static final long serialVersionUID = 1;

    private final transient EntityTypes types;
    private final transient FetchPlan plan;
    private final transient Position place;
    private boolean loading;
    private @Nullable UnplannedLoadException refused;

    /** @param place of the source in the job file */
    FetchGuard(EntityTypes types, FetchPlan plan, Position place) {
        this.types = types;
        this.plan = plan;
        this.place = place;
    }

    /** Stands before Hibernate's own loading. */
    void watch(SessionFactoryImplementor factory) {
        factory.getEventListenerRegistry().prependListeners(EventType.LOAD, this);
        factory.getEventListenerRegistry().prependListeners(EventType.INIT_COLLECTION, this);
    }

    /** Lets the plan's own statements pass. */
    void planned(Runnable load) {
        loading = true;
        try {
            load.run();
        } finally {
            loading = false;
        }
    }

    /** @throws UnplannedLoadException where one was thrown since the last time, whatever became of it */
    void requireNothingRefused() {
        UnplannedLoadException thrown = refused;
        refused = null;
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public void onInitializeCollection(InitializeCollectionEvent event) {
        PersistentCollection<?> collection = event.getCollection();
        if (!loading && !collection.wasInitialized()) {
            EntityType holder =
                    types.get(Objects.requireNonNull(collection.getOwner()).getClass());
            String attribute = Objects.requireNonNull(collection.getRole())
                    .substring(holder.type().getName().length() + 1);
            throw refuse(holder, holder.way(attribute).orElse(null), attribute);
        }
    }

    @Override
    public void onLoad(LoadEvent event, LoadType type) {
        if (loading || type == INTERNAL_LOAD_LAZY) {
            return;
        }
        for (Map.Entry<Object, EntityEntry> entry :
                event.getSession().getPersistenceContextInternal().reentrantSafeEntityEntries()) {
            EntityType holder = types.get(entry.getKey().getClass());
            for (Way way : holder.ways()) {
                if (!way.toMany() && isWaiting(way.read().apply(entry.getKey()), event)) {
                    throw refuse(holder, way, way.attribute());
                }
            }
        }
        throw refused(String.valueOf(event.getEntityClassName()), "plan it in fetch");
    }

    private static boolean isWaiting(@Nullable Object value, LoadEvent event) {
        LazyInitializer proxy = HibernateProxy.extractLazyInitializer(value);
        return proxy != null
                && proxy.isUninitialized()
                && proxy.getInternalIdentifier().equals(event.getEntityId())
                && proxy.getEntityName().equals(event.getEntityClassName());
    }

    private UnplannedLoadException refuse(EntityType holder, @Nullable Way way, String attribute) {
        List<String> entries = new ArrayList<>(plan.entries());
        if (way != null) {
            String path = plan.pathOf(holder, way).orElse(way.name());
            entries.add(path + ": " + (way.toMany() || path.contains(".") ? FetchPlan.SELECT_IN : FetchPlan.JOIN));
        }
        return refused(holder.type().getName() + "." + attribute, "add fetch: { " + String.join(", ", entries) + " }");
    }

    private UnplannedLoadException refused(String association, String mend) {
        UnplannedLoadException thrown = new UnplannedLoadException(
                association,
                association + " is read but not in the fetch plan of the entity source at " + place
                        + ": it would be loaded one by one, a statement for each (N+1): " + mend);
        if (refused == null) {
            refused = thrown;
        }
        return thrown;
    }
}
