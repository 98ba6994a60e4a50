package io.nightload.spec;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many connections a step's pools may open, where it says so.
 *
 * @param each of a connection that is not in {@code byConnection}, or null
 * @param byConnection by the connection's name
 */
public record PoolSizes(@Nullable Size each, Map<String, Size> byConnection) {

    public static final PoolSizes FITTED = new PoolSizes(null, Map.of());

    /**
     * @param key where to change it: {@code pool}, or {@code pool.target}
     * @param connections 1 to 1,000
     */
    public record Size(String key, int connections, Position position) {}

    public PoolSizes {
        byConnection = Map.copyOf(byConnection);
    }

    /** Empty where the pool is sized by what the step needs. */
    public Optional<Size> of(String connection) {
        return Optional.ofNullable(byConnection.getOrDefault(connection, each));
    }
}
