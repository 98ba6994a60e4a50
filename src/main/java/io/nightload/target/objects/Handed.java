package io.nightload.target.objects;

import io.nightload.entity.EntityType.Way;
import io.nightload.entity.EntityTypes;
import io.nightload.entity.ObjectChunks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.Interceptor;
import org.hibernate.engine.spi.CascadeStyle;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** The objects that a chunk hands on, with those that they cascade to; which of them have a row, and what became of them. */
final class Handed implements Interceptor {

    private final EntityTypes types;
    private final boolean upsert;
    private final IdentityHashMap<Object, Boolean> walked = new IdentityHashMap<>();
    private final Map<Class<?>, Map<EntityKey, Object>> wanted = new LinkedHashMap<>();
    private final Set<EntityKey> found = new HashSet<>();
    private final IdentityHashMap<Object, Boolean> changed = new IdentityHashMap<>();
    private long inserted;
    private @Nullable SessionImplementor session;

    /** @param upsert whether what is handed on may be there already */
    Handed(EntityTypes types, boolean upsert) {
        this.types = types;
        this.upsert = upsert;
    }

    void in(SessionImplementor opened) {
        session = opened;
    }

    private SessionImplementor session() {
        if (session == null) {
            throw new IllegalStateException("objects were handed on before their session was opened");
        }
        return session;
    }

    /**
     * Takes an object and what it cascades to.
     *
     * @throws io.nightload.entity.StaleObjectException if one of them is of an earlier chunk
     */
    void take(Object object, ObjectChunks chunks) {
        take(object, chunks, upsert);
    }

    /** @param mayBeThere whether it is looked up */
    private void take(Object object, ObjectChunks chunks, boolean mayBeThere) {
        if (walked.putIfAbsent(object, mayBeThere) != null) {
            return;
        }
        chunks.requireFresh(object);
        if (mayBeThere) {
            want(object);
        }
        for (Way way : types.get(object.getClass()).ways()) {
            @Nullable Object value = way.read().apply(object);
            if (way.target() == null || !Hibernate.isInitialized(value)) {
                continue;
            }
            if (cascades(object, way)) {
                way.objects(object).forEach(other -> take(other, chunks, mayBeThere || !way.toMany()));
            } else if (way.toMany()) {
                way.objects(object).forEach(this::want); // merging looks for each entry of a collection
            }
        }
    }

    private void want(Object object) {
        EntityKey key = key(object);
        if (key != null) {
            wanted.computeIfAbsent(Hibernate.getClassLazy(object), type -> new LinkedHashMap<>())
                    .put(key, key.getIdentifierValue());
        }
    }

    private boolean cascades(Object object, Way way) {
        EntityPersister persister = persister(object);
        String[] names = persister.getPropertyNames();
        CascadeStyle[] styles = persister.getPropertyCascadeStyles();
        String attribute = way.attribute().replaceAll("\\..*", "");
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(attribute)) {
                return styles[i].doCascade(CascadingActions.MERGE) || styles[i].doCascade(CascadingActions.PERSIST);
            }
        }
        return false;
    }

    private EntityPersister persister(Object object) {
        return session().getEntityPersister(null, object);
    }

    /** Its key, or null where that is still to be made. */
    @Nullable
    EntityKey key(Object object) {
        EntityPersister persister = persister(object);
        @Nullable Object identifier = persister.getIdentifier(object, session());
        return identifier == null || Boolean.TRUE.equals(persister.isTransient(object, session()))
                ? null
                : session().generateEntityKey(identifier, persister);
    }

    /** Loads those that have a row, one statement for each class. */
    void lookUp() {
        wanted.forEach((type, keys) -> {
            Collection<Object> identifiers = keys.values();
            session().findMultiple(type, new ArrayList<>(identifiers)).forEach(there -> {
                if (there != null) {
                    found.add(session()
                            .generateEntityKey(persister(there).getIdentifier(there, session()), persister(there)));
                }
            });
        });
    }

    /** How many objects were taken. */
    long size() {
        return walked.size();
    }

    long inserted() {
        return inserted;
    }

    /** Whether this entity of the session was sent as an update. */
    boolean isChanged(Object managed) {
        return changed.containsKey(managed);
    }

    /** Whether an object has no row: asked by Hibernate, which would ask the database. */
    @Override
    public @Nullable Boolean isTransient(Object entity) {
        EntityKey key = key(entity);
        if (key == null) {
            return null;
        }
        boolean there = found.contains(key)
                || !walked.containsKey(entity)
                || session().getPersistenceContextInternal().containsEntity(key);
        return !there;
    }

    @Override
    public boolean onFlushDirty(
            Object entity,
            Object id,
            @Nullable Object[] now,
            @Nullable Object[] before,
            String[] names,
            Type[] propertyTypes) {
        changed.put(entity, true);
        return false;
    }

    @Override
    public boolean onPersist(Object entity, Object id, @Nullable Object[] state, String[] names, Type[] propertyTypes) {
        inserted++;
        return false;
    }

    /** Of all that the session manages, for what is handed on later. */
    void note(ObjectChunks chunks) {
        walked.keySet().forEach(object -> chunks.note(object, keyText(object)));
    }

    private String keyText(Object object) {
        List<String> key = types.get(object.getClass()).keyOf(object);
        return String.join(", ", key);
    }
}
