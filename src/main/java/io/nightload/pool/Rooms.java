package io.nightload.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;

/** Holds what a step needs against what the servers have left, each limit with all pools that fall under it. */
public final class Rooms {

    /** A session that was closed a moment ago may still be counted, or hold the place of the connection that counts. */
    private static final int TRIES = 20;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final String TOO_MANY_CONNECTIONS = "53300";

    private final Map<String, Integer> taken = new HashMap<>();

    private Rooms() {}

    /**
     * What does not fit, for people; empty where everything does. Nothing is kept free: it may be gone a moment later.
     *
     * @param connections new connections to a database by its name, or empty where it is not to be asked
     * @throws SQLException if one of the servers does not answer
     */
    public static List<String> lacking(List<PoolNeed> needs, Function<String, Optional<DataSource>> connections)
            throws SQLException {
        List<String> lacking = count(needs, connections);
        for (int attempt = 1; attempt < TRIES && !lacking.isEmpty(); attempt++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            lacking = count(needs, connections);
        }
        return lacking;
    }

    /**
     * Whether everything fits, as far as one look can tell.
     *
     * @throws SQLException if one of the servers does not answer
     */
    public static boolean fit(List<PoolNeed> needs, Function<String, Optional<DataSource>> connections)
            throws SQLException {
        return count(needs, connections).isEmpty();
    }

    private static List<String> count(List<PoolNeed> needs, Function<String, Optional<DataSource>> connections)
            throws SQLException {
        Rooms rooms = new Rooms();
        List<String> lacking = new ArrayList<>();
        for (PoolNeed need : needs) {
            Optional<DataSource> source = connections.apply(need.connection());
            if (source.isPresent()) {
                rooms.enter(need, source.get()).ifPresent(lacking::add);
            }
        }
        return lacking;
    }

    private Optional<String> enter(PoolNeed need, DataSource source) throws SQLException {
        Connection asking;
        try {
            asking = source.getConnection();
        } catch (SQLException e) {
            if (TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
                return Optional.of(need + ", and not one is left: " + e.getMessage());
            }
            throw e;
        }
        try (Connection connection = asking) {
            Optional<String> refusal = Optional.empty();
            for (ServerRoom room : ServerRoom.of(connection)) {
                int others = taken.getOrDefault(room.key(), 0);
                if (refusal.isEmpty()) {
                    refusal = room.refusal(need, others);
                }
                taken.put(room.key(), others + need.connections());
            }
            return refusal;
        }
    }
}
