package io.nightload.pool;

import io.nightload.connection.Connections;
import io.nightload.spec.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Holds what steps need against what the servers have left, each limit with all pools that fall under it. Each server is asked
 * once, however many steps there are; while something does not fit, again and again for two seconds in all, whatever is asked of
 * it. Not safe for several threads.
 */
public final class Rooms {

    /** A session that was closed a moment ago may still be counted, or hold the place of the connection that counts. */
    private static final int PAUSES = 20;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What a run holds of the control database beside its steps: its lease, and the job repository. */
    private static final int OWN = 2;

    private static final String TOO_MANY_CONNECTIONS = "53300";

    private final Function<String, Optional<DataSource>> connections;
    private final Map<String, Limits> asked = new HashMap<>();

    /** What each server said when it last had a place for whoever asked: what it could have at most does not change. */
    private final Map<String, Limits> admitting = new HashMap<>();

    private int pauses = PAUSES;

    /** What one server said. */
    private record Limits(List<ServerRoom> rooms, @Nullable String refusal) {}

    @FunctionalInterface
    private interface Asking {
        Limits of(String connection) throws SQLException;
    }

    /** @param connections new connections to a database by its name, or empty where it is not to be asked */
    public Rooms(Function<String, Optional<DataSource>> connections) {
        this.connections = connections;
    }

    /**
     * What of a step does not fit; empty where everything does. Nothing is kept free: it may be gone a moment later.
     *
     * @throws SQLException if one of the servers does not answer
     */
    public List<Problem> lacking(List<PoolNeed> needs) throws SQLException {
        List<Problem> lacking = lackingNow(needs);
        while (!lacking.isEmpty() && pause()) {
            asked.clear();
            lacking = lackingNow(needs);
        }
        return lacking;
    }

    /**
     * What of a step does not fit even where nobody else is connected. A server that has no place for whoever asks says nothing
     * of that.
     *
     * @throws SQLException if one of the servers does not answer
     */
    public List<Problem> impossible(List<PoolNeed> needs) throws SQLException {
        Set<String> ofControl = new HashSet<>();
        for (ServerRoom room : admitted(Connections.CONTROL).rooms()) {
            ofControl.add(room.key());
        }
        List<PoolNeed> known = new ArrayList<>();
        for (PoolNeed need : needs) {
            if (admitted(need.connection()).refusal() == null) {
                known.add(need);
            }
        }
        return count(known, this::admitted, room -> room.empty(ofControl.contains(room.key()) ? OWN : 0));
    }

    /**
     * Whether everything fits, as far as one look can tell.
     *
     * @param connections as of a new one
     * @throws SQLException if one of the servers does not answer
     */
    public static boolean fit(List<PoolNeed> needs, Function<String, Optional<DataSource>> connections)
            throws SQLException {
        return new Rooms(connections).lackingNow(needs).isEmpty();
    }

    private List<Problem> lackingNow(List<PoolNeed> needs) throws SQLException {
        return count(needs, this::limits, UnaryOperator.identity());
    }

    private boolean pause() {
        if (pauses == 0) {
            return false;
        }
        pauses--;
        LockSupport.parkNanos(PAUSE_NANOS);
        return true;
    }

    private static List<Problem> count(List<PoolNeed> needs, Asking asking, UnaryOperator<ServerRoom> as)
            throws SQLException {
        List<Problem> lacking = new ArrayList<>();
        Map<String, Integer> taken = new HashMap<>();
        for (PoolNeed need : needs) {
            enter(need, asking.of(need.connection()), as, taken)
                    .ifPresent(lack -> lacking.add(new Problem(need.position(), lack)));
        }
        return lacking;
    }

    private static Optional<String> enter(
            PoolNeed need, Limits limits, UnaryOperator<ServerRoom> as, Map<String, Integer> taken) {
        if (limits.refusal() != null) {
            return Optional.of(need + ", and not one is left: " + limits.refusal());
        }
        Optional<String> refusal = Optional.empty();
        for (ServerRoom room : limits.rooms()) {
            int others = taken.getOrDefault(room.key(), 0);
            if (refusal.isEmpty()) {
                refusal = as.apply(room).refusal(need, others);
            }
            taken.put(room.key(), others + need.connections());
        }
        return refusal;
    }

    /** What a server said when it had a place for whoever asks, or its last refusal. */
    private Limits admitted(String connection) throws SQLException {
        Limits limits = limits(connection);
        while (!admitting.containsKey(connection) && pause()) {
            asked.remove(connection);
            limits = limits(connection);
        }
        return admitting.getOrDefault(connection, limits);
    }

    private Limits limits(String connection) throws SQLException {
        Limits known = asked.get(connection);
        if (known == null) {
            Optional<DataSource> source = connections.apply(connection);
            known = source.isPresent() ? ask(source.get()) : new Limits(List.of(), null);
            asked.put(connection, known);
            if (known.refusal() == null) {
                admitting.put(connection, known);
            }
        }
        return known;
    }

    private Limits ask(DataSource source) throws SQLException {
        Connection asking;
        try {
            asking = source.getConnection();
        } catch (SQLException e) {
            if (TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
                return new Limits(List.of(), String.valueOf(e.getMessage()));
            }
            throw e;
        }
        try (Connection connection = asking) {
            return new Limits(ServerRoom.of(connection), null);
        }
    }
}
