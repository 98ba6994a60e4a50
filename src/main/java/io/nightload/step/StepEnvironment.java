package io.nightload.step;

import io.nightload.checkpoint.CheckpointKey;
import io.nightload.checkpoint.InstanceKey;
import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.part.Databases;
import io.nightload.plan.StepPlan;
import io.nightload.pool.StepPools;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.spec.Retry;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.repository.JobRepository;

/**
 * What the steps of one run share.
 *
 * @param instance the job instance that they belong to
 * @param run that they belong to, the last of the instance; null where nothing of it is in the target
 * @param lastStep the name of the job's last step: its last transaction completes the instance too
 * @param connections new connections to a database by its name, unpooled
 * @param zone for timestamps without an offset
 * @param retry of steps, as far as they set nothing else
 */
public record StepEnvironment(
        InstanceKey instance,
        @Nullable UUID run,
        String lastStep,
        Function<String, DataSource> connections,
        ZoneId zone,
        Retry retry,
        JobRepository repository,
        StepListener listener) {

    /** The same, heard by another. */
    StepEnvironment heardBy(StepListener other) {
        return new StepEnvironment(instance, run, lastStep, connections, zone, retry, repository, other);
    }

    /** Takes the checkpoint of a step, or of a partition that is tried without one, on the connection that will write. */
    StepCheckpoint take(DataSource writer, String step, int partition) {
        CheckpointKey key = new CheckpointKey(instance, step, partition);
        return run == null
                ? StepCheckpoint.take(writer, target(), key)
                : StepCheckpoint.take(writer, target(), key, run);
    }

    /**
     * Opens a step's connections, all of them through one guard.
     *
     * @param atOnce how many partitions are worked on at once
     * @throws io.nightload.pool.NoRoomException if a server has not as many connections left as the step needs
     * @throws SQLException if a server does not answer
     */
    StepPools pools(StepPlan.Rows plan, int atOnce, ChunkGuard guard) throws SQLException {
        return StepPools.open(
                instance.job(), plan.needs(atOnce), plan.spec().options().pool(), connections, guard);
    }

    /** New connections to the target, unpooled. */
    DataSource target() {
        return connections.apply(Databases.TARGET);
    }
}
