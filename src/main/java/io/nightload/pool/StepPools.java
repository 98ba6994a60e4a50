package io.nightload.pool;

import io.nightload.pool.guard.ChunkGuard;
import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.PoolSizes;
import io.nightload.spec.Problem;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The connections of one step: a pool for each database that it uses, as large as it needs. */
public final class StepPools implements StepConnections {

    private final Map<String, ConnectionPool> pools;
    private final ConnectionPool targetPool;
    private final LentConnections own;
    private final QueueWait queueWait;

    private StepPools(Map<String, ConnectionPool> pools, String target, ChunkGuard guard, QueueWait queueWait) {
        this.pools = pools;
        this.queueWait = queueWait;
        this.targetPool = Objects.requireNonNull(pools.get(target));
        this.own = lend(guard);
    }

    /**
     * Connections for one of the step's partitions, with a writer's seat of its own. Closing them gives the seat back.
     *
     * @param guard of the partition's chunks
     */
    public StepConnections partition(ChunkGuard guard) {
        return lend(guard);
    }

    private LentConnections lend(ChunkGuard guard) {
        Map<String, DataSource> readers = new LinkedHashMap<>();
        pools.forEach((name, pool) -> readers.put(name, pool.readers(guard)));
        return new LentConnections(targetPool.seat(guard), readers, queueWait, pools);
    }

    /** Gives the step's own writer's seat back, so that its partitions have room; the next use takes one anew. */
    public void leaveSeat() {
        own.close();
    }

    /**
     * Opens them, if the servers have as many connections left as the step needs.
     *
     * @param job for the pools' names
     * @param needs one for each connection, the target's first
     * @param sizes what the step sets
     * @param connections new connections to a database by its name
     * @param guard of the step's chunks
     * @throws InvalidSpecException if a server could not have so many even if nobody else were connected
     * @throws NoRoomException if a server has not so many now
     * @throws SQLException if a server does not answer
     */
    public static StepPools open(
            String job,
            List<PoolNeed> needs,
            PoolSizes sizes,
            Function<String, DataSource> connections,
            ChunkGuard guard)
            throws SQLException {
        requireRoom(needs, name -> Optional.of(connections.apply(name)));
        QueueWait queueWait = new QueueWait();
        Map<String, ConnectionPool> pools = new LinkedHashMap<>();
        try {
            for (PoolNeed need : needs) {
                String owner = job + "/" + need.step() + "/" + need.connection();
                DataSource source = connections.apply(need.connection());
                ConnectionPool pool = new ConnectionPool(owner, source, need.size(sizes), queueWait);
                pools.put(need.connection(), pool);
                pool.fill(need.atOnce());
            }
            queueWait.reset();
        } catch (RuntimeException | SQLException e) {
            pools.values().forEach(ConnectionPool::close);
            throw e;
        }
        return new StepPools(pools, needs.get(0).connection(), guard, queueWait);
    }

    private static void requireRoom(List<PoolNeed> needs, Function<String, Optional<DataSource>> databases)
            throws SQLException {
        Rooms rooms = new Rooms(databases);
        List<Problem> lacking = rooms.lacking(needs);
        if (!lacking.isEmpty()) {
            List<Problem> impossible = rooms.impossible(needs);
            throw impossible.isEmpty() ? new NoRoomException(lacking) : new InvalidSpecException(impossible);
        }
    }

    @Override
    public DataSource target() {
        return own.target();
    }

    @Override
    public DataSource source(String name) {
        return own.source(name);
    }

    /** Of all pools together. */
    @Override
    public QueueWait queueWait() {
        return queueWait;
    }

    @Override
    public List<String> lost() {
        return own.lost();
    }

    /**
     * Closes all of them.
     *
     * @throws LeakedConnectionException if a connection of one was not given back
     */
    @Override
    public void close() {
        @Nullable LeakedConnectionException leaked = null;
        for (ConnectionPool pool : pools.values()) {
            try {
                pool.close();
            } catch (LeakedConnectionException e) {
                if (leaked == null) {
                    leaked = e;
                } else {
                    leaked.addSuppressed(e);
                }
            }
        }
        if (leaked != null) {
            throw leaked;
        }
    }
}
