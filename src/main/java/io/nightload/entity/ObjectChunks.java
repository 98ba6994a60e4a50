package io.nightload.entity;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

/**
 * In which chunk each object of a step was loaded or written. It knows objects by identity and keeps none alive. Used by the step's
 * thread alone.
 */
public final class ObjectChunks {

    private final Map<Identity, Birth> births = new HashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
    private long chunk = 1;

    private record Birth(long chunk, String key) {}

    private static final class Identity extends WeakReference<Object> {
        private final int hash;

        Identity(Object object, @Nullable ReferenceQueue<Object> gone) {
            super(object, gone);
            this.hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // identity is what it stands for
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Identity identity && get() != null && get() == identity.get());
        }
    }

    /** What comes from now on is of the next chunk. */
    public void nextChunk() {
        chunk++;
    }

    /** Notes an object as one of this chunk; one that is known already stays what it was. */
    public void note(Object entity, String key) {
        for (Reference<?> dead = gone.poll(); dead != null; dead = gone.poll()) {
            births.remove(dead);
        }
        births.putIfAbsent(new Identity(entity, gone), new Birth(chunk, key));
    }

    /** @throws StaleObjectException if it is one of an earlier chunk */
    public void requireFresh(Object entity) {
        Birth birth = births.get(new Identity(entity, null));
        if (birth != null && birth.chunk() < chunk) {
            String name = Hibernate.getClassLazy(entity).getName();
            throw new StaleObjectException(name, birth.key(), birth.chunk(), chunk);
        }
    }
}
