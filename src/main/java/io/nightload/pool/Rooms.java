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
 * once, however many steps there are.
 */
public final class Rooms {

    /** A session that was closed a moment ago may still be counted, or hold the place of the connection that counts. */
    private static final int TRIES = 20;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What a run holds of the control database beside its steps: its lease, and the job repository. */
    private static final int OWN = 2;

    private static final String TOO_MANY_CONNECTIONS = "53300";

    private final Function<String, Optional<DataSource>> connections;
    private final UnaryOperator<ServerRoom> as;
    private final int tries;
    private final Map<String, Limits> asked = new HashMap<>();

    /** What one server said. */
    private record Limits(List<ServerRoom> rooms, @Nullable String refusal) {}

    private Rooms(Function<String, Optional<DataSource>> connections) {
        this(connections, UnaryOperator.identity(), 1);
    }

    private Rooms(Function<String, Optional<DataSource>> connections, UnaryOperator<ServerRoom> as, int tries) {
        this.connections = connections;
        this.as = as;
        this.tries = tries;
    }

    /**
     * What does not fit, each at its step; empty where everything does. Nothing is kept free: it may be gone a moment later.
     *
     * @param connections new connections to a database by its name, or empty where it is not to be asked
     * @throws SQLException if one of the servers does not answer
     */
    public static List<Problem> lacking(List<PoolNeed> needs, Function<String, Optional<DataSource>> connections)
            throws SQLException {
        return lackingInTurn(List.of(needs), connections);
    }

    /**
     * The same for steps that run one after the other.
     *
     * @param steps the needs of each
     * @throws SQLException if one of the servers does not answer
     */
    public static List<Problem> lackingInTurn(
            List<List<PoolNeed>> steps, Function<String, Optional<DataSource>> connections) throws SQLException {
        List<Problem> lacking = new Rooms(connections).count(steps);
        for (int attempt = 1; attempt < TRIES && !lacking.isEmpty(); attempt++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            lacking = new Rooms(connections).count(steps);
        }
        return lacking;
    }

    /**
     * What does not fit even where nobody else is connected. A server that has no place for whoever asks, for two seconds, says
     * nothing of that.
     *
     * @throws SQLException if one of the servers does not answer
     */
    public static List<Problem> impossible(List<PoolNeed> needs, Function<String, Optional<DataSource>> connections)
            throws SQLException {
        Set<String> ofControl = new HashSet<>();
        for (ServerRoom room : patient(connections, UnaryOperator.identity())
                .limits(Connections.CONTROL)
                .rooms()) {
            ofControl.add(room.key());
        }
        Rooms empty = patient(connections, room -> room.empty(ofControl.contains(room.key()) ? OWN : 0));
        List<PoolNeed> known = new ArrayList<>();
        for (PoolNeed need : needs) {
            if (empty.limits(need.connection()).refusal() == null) {
                known.add(need);
            }
        }
        return empty.count(List.of(known));
    }

    /**
     * Whether everything fits, as far as one look can tell.
     *
     * @throws SQLException if one of the servers does not answer
     */
    public static boolean fit(List<PoolNeed> needs, Function<String, Optional<DataSource>> connections)
            throws SQLException {
        return new Rooms(connections).count(List.of(needs)).isEmpty();
    }

    private static Rooms patient(Function<String, Optional<DataSource>> connections, UnaryOperator<ServerRoom> as) {
        return new Rooms(connections, as, TRIES);
    }

    private List<Problem> count(List<List<PoolNeed>> steps) throws SQLException {
        List<Problem> lacking = new ArrayList<>();
        for (List<PoolNeed> needs : steps) {
            Map<String, Integer> taken = new HashMap<>();
            for (PoolNeed need : needs) {
                enter(need, limits(need.connection()), taken)
                        .ifPresent(lack -> lacking.add(new Problem(need.position(), lack)));
            }
        }
        return lacking;
    }

    private static Optional<String> enter(PoolNeed need, Limits limits, Map<String, Integer> taken) {
        if (limits.refusal() != null) {
            return Optional.of(need + ", and not one is left: " + limits.refusal());
        }
        Optional<String> refusal = Optional.empty();
        for (ServerRoom room : limits.rooms()) {
            int others = taken.getOrDefault(room.key(), 0);
            if (refusal.isEmpty()) {
                refusal = room.refusal(need, others);
            }
            taken.put(room.key(), others + need.connections());
        }
        return refusal;
    }

    private Limits limits(String connection) throws SQLException {
        Limits known = asked.get(connection);
        if (known == null) {
            Optional<DataSource> source = connections.apply(connection);
            known = source.isPresent() ? ask(source.get()) : new Limits(List.of(), null);
            for (int attempt = 1; attempt < tries && known.refusal() != null; attempt++) {
                LockSupport.parkNanos(PAUSE_NANOS);
                known = ask(source.get());
            }
            asked.put(connection, known);
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
            return new Limits(ServerRoom.of(connection).stream().map(as).toList(), null);
        }
    }
}
