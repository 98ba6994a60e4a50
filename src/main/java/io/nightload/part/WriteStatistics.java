package io.nightload.part;

/** What a target's writer sent to the database since it was opened. */
public interface WriteStatistics {

    /** Of a writer that counts nothing. */
    WriteStatistics NONE = new WriteStatistics() {
        @Override
        public long flushes() {
            return 0;
        }
    };

    /** Times that the rows of a chunk were sent. */
    long flushes();

    /** Of a writer of entities, what became of them. */
    default EntityCounts entities() {
        return EntityCounts.NONE;
    }
}
