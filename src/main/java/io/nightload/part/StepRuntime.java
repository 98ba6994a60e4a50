package io.nightload.part;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * What a part sees of its step while it runs.
 *
 * @param target connections to the target; inside a chunk {@code DataSourceUtils.getConnection} gives the one of the
 *     chunk's transaction
 * @param sources connections to a database that the part's plan named, by that name; never the writer's, also where it is
 *     the target's database
 * @param counts of the chunk in flight
 * @param rejects of the chunk in flight
 * @param zone for timestamps without an offset
 * @param chunkRows how many rows a chunk has at most
 * @param remembered what a {@link Source.Remembering} left when this step of this job completed last with the
 *     same {@link Source.Plan#memory}; empty where nothing did
 * @param partition of the step, from 1 in the order of its source; 0 where the step has none
 */
public record StepRuntime(
        DataSource target,
        Function<String, DataSource> sources,
        Counts counts,
        Rejects rejects,
        ZoneId zone,
        int chunkRows,
        Optional<String> remembered,
        int partition) {

    /** A step without partitions that remembers nothing. */
    public StepRuntime(
            DataSource target,
            Function<String, DataSource> sources,
            Counts counts,
            Rejects rejects,
            ZoneId zone,
            int chunkRows) {
        this(target, sources, counts, rejects, zone, chunkRows, Optional.empty(), 0);
    }

    /** Connections to a database that the part's plan named. */
    public DataSource source(String connection) {
        return sources.apply(connection);
    }
}
