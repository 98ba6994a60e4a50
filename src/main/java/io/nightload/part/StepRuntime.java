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
 */
public record StepRuntime(
        DataSource target,
        Function<String, DataSource> sources,
        Counts counts,
        Rejects rejects,
        ZoneId zone,
        int chunkRows,
        Optional<String> remembered) {

    /** A step that remembers nothing. */
    public StepRuntime(
            DataSource target,
            Function<String, DataSource> sources,
            Counts counts,
            Rejects rejects,
            ZoneId zone,
            int chunkRows) {
        this(target, sources, counts, rejects, zone, chunkRows, Optional.empty());
    }

    /** Connections to a database that the part's plan named. */
    public DataSource source(String connection) {
        return sources.apply(connection);
    }
}
