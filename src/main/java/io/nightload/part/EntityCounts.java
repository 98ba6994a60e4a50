package io.nightload.part;

/**
 * The lives of the entities that a step wrote, in Hibernate's and JPA's words. Cumulative over its chunks; every entity that
 * became pending became persistent, and all that became persistent are detached when their chunk is over.
 *
 * @param made transient: objects of rows, in no session
 * @param pending handed to the session as new, not flushed yet
 * @param persistent managed by the session when it was flushed: the new ones and those that were there already
 * @param detached let go by the session
 * @param peak the most that one session managed
 */
public record EntityCounts(long made, long pending, long persistent, long detached, long peak) {

    public static final EntityCounts NONE = new EntityCounts(0, 0, 0, 0, 0);

    /** With those of one more chunk. */
    public EntityCounts plus(EntityCounts chunk) {
        return new EntityCounts(
                made + chunk.made,
                pending + chunk.pending,
                persistent + chunk.persistent,
                detached + chunk.detached,
                Math.max(peak, chunk.peak));
    }
}
