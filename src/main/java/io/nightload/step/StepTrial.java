package io.nightload.step;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.part.Source;
import io.nightload.plan.StepPlan;
import io.nightload.pool.StepConnections;
import io.nightload.pool.StepPools;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.spec.Retry;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;

/**
 * One trial of a step: its connections, and the partitions that it is read in. It has an instance of the job that nobody
 * else can have, so that it neither waits for a live run's checkpoint nor takes it.
 */
public final class StepTrial implements AutoCloseable {

    /** No instance that runs has a number below 0. */
    private static final int NOBODYS = -1;

    private final StepEnvironment environment;
    private final StepPlan.Rows plan;
    private final List<Source.Partition> partitions;
    private final StepPools pools;
    private final StepMeter meter = new StepMeter();

    private StepTrial(
            StepEnvironment environment, StepPlan.Rows plan, List<Source.Partition> partitions, StepPools pools) {
        this.environment = environment;
        this.plan = plan;
        this.partitions = partitions;
        this.pools = pools;
    }

    /**
     * Opens its connections.
     *
     * @param work of the job, whatever its {@code again} says
     * @param partitions that the source is divided into, or none to read it in one piece
     * @param connections new connections to a database by its name, unpooled
     * @param zone for timestamps without an offset
     * @throws io.nightload.pool.NoRoomException if a server has not as many connections left as it needs
     * @throws SQLException if a server does not answer
     */
    public static StepTrial open(
            InstanceKey work,
            StepPlan.Rows plan,
            List<Source.Partition> partitions,
            Function<String, DataSource> connections,
            ZoneId zone)
            throws SQLException {
        StepEnvironment environment = new StepEnvironment(
                work.withAgain(NOBODYS),
                null,
                "",
                connections,
                zone,
                Retry.DEFAULT,
                new ResourcelessJobRepository(),
                new StepListener() {});
        StepPools pools = environment.pools(plan, Math.max(1, partitions.size()), new ChunkGuard(plan.name(), null));
        return new StepTrial(environment, plan, partitions, pools);
    }

    /** How many threads may each work on a partition. */
    public int atOnce() {
        return Math.max(1, partitions.size());
    }

    /**
     * Begins a partition, to be tried and closed by the thread that asks.
     *
     * @param number from 1; without partitions, 1 is the whole step
     */
    public TriedStep begin(int number) {
        ChunkGuard guard = new ChunkGuard(plan.name(), null);
        StepConnections connections = pools.partition(guard);
        try {
            return partitions.isEmpty()
                    ? new TriedStep(environment, plan, connections, guard, StepShare.WHOLE)
                    : new TriedStep(
                            environment,
                            plan.within(partitions.get(number - 1)),
                            connections,
                            guard,
                            new StepShare(number, partitions.size(), counts -> counts, null));
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    /** How long all of its partitions have waited for connections. */
    public double connectionWaitMillis() {
        return pools.queueWait().totalMillis();
    }

    /** The most heap that was in use since it was opened. */
    public long peakHeapBytes() {
        return meter.peakHeapBytes();
    }

    /** Closes its connections. */
    @Override
    public void close() {
        pools.close();
    }
}
