package io.nightload.target.entity;

import io.nightload.part.EntityCounts;
import io.nightload.target.mapping.MappedEntity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The entities of one chunk in one session: looked up, persisted, flushed once, let go. Objects of the chunk that mean the
 * same row are one entity, and the last one counts.
 */
final class UnitOfWork {

    /** Keys of one column go as one array, of several in a list: PostgreSQL's parser bears no more than some ten thousand. */
    private static final int LISTED_KEYS = 2000;

    private final Session session;
    private final boolean upsert;
    private final Map<MappedEntity, Map<List<@Nullable Object>, Object>> managed = new HashMap<>();
    private long made;
    private long pending;

    /** @param upsert whether entities may be there already */
    UnitOfWork(Session session, boolean upsert) {
        this.session = session;
        this.upsert = upsert;
    }

    /** What saving an entity comes to. */
    enum Saved {
        UNCHANGED,
        UPDATED,
        INSERTED
    }

    /**
     * Loads what is there already of these, with one statement; where the key has several columns, with
     * one for each two thousand.
     *
     * @param shared whether others refer to them too, so that they may be there also where rows are only appended
     */
    void lookUp(Collection<Draft> drafts, boolean shared) {
        made += drafts.size();
        if (drafts.isEmpty() || !(upsert || shared)) {
            return;
        }
        MappedEntity mapped = drafts.iterator().next().mapped();
        Map<List<@Nullable Object>, Object> wanted = new LinkedHashMap<>();
        drafts.forEach(draft -> wanted.put(draft.key(), mapped.identifier(draft.object())));
        wanted.keySet().removeAll(known(mapped).keySet());
        List<Object> identifiers = new ArrayList<>(wanted.values());
        int most = mapped.entity().key().size() == 1 ? Math.max(1, identifiers.size()) : LISTED_KEYS;
        for (int from = 0; from < identifiers.size(); from += most) {
            List<Object> some = identifiers.subList(from, Math.min(identifiers.size(), from + most));
            session.findMultiple(mapped.type(), some).stream()
                    .filter(Objects::nonNull)
                    .forEach(found -> known(mapped).put(mapped.key(found), found));
        }
    }

    Saved save(Draft draft) {
        MappedEntity mapped = draft.mapped();
        @Nullable Object found = known(mapped).get(draft.key());
        if (found == null) {
            session.persist(draft.object());
            known(mapped).put(draft.key(), draft.object());
            pending++;
            return Saved.INSERTED;
        }
        return copy(mapped, draft.object(), found) ? Saved.UPDATED : Saved.UNCHANGED;
    }

    private static boolean copy(MappedEntity mapped, Object from, Object to) {
        boolean changed = false;
        for (String attribute : mapped.names()) {
            @Nullable Object value = mapped.get(from, attribute);
            if (!MappedEntity.isSame(value, mapped.get(to, attribute))) {
                mapped.set(to, attribute, value);
                changed = true;
            }
        }
        return changed;
    }

    /** Sends everything, and lets go of it. */
    EntityCounts flush() {
        session.flush();
        long persistent = session.getStatistics().getEntityCount();
        session.clear();
        long detached = persistent - session.getStatistics().getEntityCount();
        return new EntityCounts(made, pending, persistent, detached, persistent);
    }

    private Map<List<@Nullable Object>, Object> known(MappedEntity mapped) {
        return managed.computeIfAbsent(mapped, key -> new HashMap<>());
    }
}
