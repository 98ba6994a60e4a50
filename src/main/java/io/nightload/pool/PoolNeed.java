package io.nightload.pool;

import io.nightload.spec.PoolSizes;
import io.nightload.spec.Position;
import io.nightload.spec.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How many connections a step needs to one database.
 *
 * @param position of the step in the job file
 * @param partitions that run at the same time
 * @param each connections that one partition holds: one a reader, and one to write
 * @param beside connections for what runs beside the writers: look-ups, and the fence when a writer's own is dead
 */
public record PoolNeed(String step, Position position, String connection, int partitions, int each, int beside) {

    /**
     * The needs of a step, one for each connection that it uses, the target's first.
     *
     * @param target the connection that it writes to
     * @param readers the connection of each reader
     */
    public static List<PoolNeed> of(
            String step, Position position, int partitions, String target, Collection<String> readers) {
        Set<String> connections = new LinkedHashSet<>();
        connections.add(target);
        connections.addAll(readers);
        List<PoolNeed> needs = new ArrayList<>();
        for (String connection : connections) {
            int reading = (int) readers.stream().filter(connection::equals).count();
            int writing = connection.equals(target) ? 1 : 0;
            needs.add(new PoolNeed(step, position, connection, partitions, reading + writing, writing));
        }
        return needs;
    }

    public int connections() {
        return atOnce() + beside;
    }

    /** Those that the partitions hold at the same time. */
    int atOnce() {
        return partitions * each;
    }

    /** Holds the need against what the job file allows. */
    public Optional<Problem> problem(PoolSizes allowed) {
        return allowed.of(connection)
                .filter(size -> size.connections() < connections())
                .map(size -> new Problem(
                        size.position(),
                        "%s, its pool allows %d: raise %s%s"
                                .formatted(this, size.connections(), size.key(), orFewerPartitions())));
    }

    /** The pool's size: what the job file says, else what is needed. */
    public int size(PoolSizes allowed) {
        return allowed.of(connection).map(PoolSizes.Size::connections).orElse(connections());
    }

    /** One partition cannot be lowered. */
    String orFewerPartitions() {
        return partitions > 1 ? " or lower partitions" : " or leave it out";
    }

    boolean isPartitioned() {
        return partitions > 1;
    }

    /** With its arithmetic, for people. */
    @Override
    public String toString() {
        return "step %s needs %d %s to %s (%d %s × %d%s)"
                .formatted(
                        step,
                        connections(),
                        connections() == 1 ? "connection" : "connections",
                        connection,
                        partitions,
                        partitions == 1 ? "partition" : "partitions",
                        each,
                        beside == 0 ? "" : " + " + beside);
    }
}
