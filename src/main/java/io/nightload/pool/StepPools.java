package io.nightload.pool;

import io.nightload.connection.Connections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The connections of one step: one to the target that writes, and for each database that a part of it asks as many as the
 * parts named it. The writer's is alone in its pool, because its backend is the one that the checkpoint names.
 */
public final class StepPools implements AutoCloseable {

    private final ConnectionPool target;
    private final Map<String, ConnectionPool> sources = new HashMap<>();

    /**
     * Opens them.
     *
     * @param owner job and step, for the pools' names
     * @param connections new connections to a database by its name
     * @param asked the databases that parts ask, each as often as it needs connections
     */
    public StepPools(String owner, Function<String, DataSource> connections, List<String> asked) {
        target = new ConnectionPool(owner + "/target", connections.apply(Connections.TARGET), 1);
        try {
            Map<String, Integer> sizes = new HashMap<>();
            asked.forEach(name -> sizes.merge(name, 1, Integer::sum));
            sizes.forEach((name, size) -> sources.put(
                    name, new ConnectionPool(owner + "/" + name + " (reading)", connections.apply(name), size)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The writer's connection. */
    public DataSource target() {
        return target.dataSource();
    }

    /** How long was waited for it. */
    public QueueWait queueWait() {
        return target.queueWait();
    }

    /** The connections that parts read from a database with. */
    public DataSource source(String name) {
        ConnectionPool pool = sources.get(name);
        if (pool == null) {
            throw new IllegalArgumentException("the step's plan names no connection " + name);
        }
        return pool.dataSource();
    }

    @Override
    public void close() {
        sources.values().forEach(ConnectionPool::close);
        target.close();
    }
}
