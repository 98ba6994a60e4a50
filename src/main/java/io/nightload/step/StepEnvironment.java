package io.nightload.step;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.part.Databases;
import io.nightload.spec.Retry;
import java.time.ZoneId;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.JobRepository;

/**
 * What the steps of one run share.
 *
 * @param instance the job instance that they belong to
 * @param lastStep the name of the job's last step: its last transaction completes the instance too
 * @param connections new connections to a database by its name, unpooled
 * @param zone for timestamps without an offset
 * @param retry of steps, as far as they set nothing else
 */
public record StepEnvironment(
        InstanceKey instance,
        String lastStep,
        Function<String, DataSource> connections,
        ZoneId zone,
        Retry retry,
        JobRepository repository,
        StepListener listener) {

    /** The same, heard by another. */
    StepEnvironment heardBy(StepListener other) {
        return new StepEnvironment(instance, lastStep, connections, zone, retry, repository, other);
    }

    /** New connections to the target, unpooled. */
    DataSource target() {
        return connections.apply(Databases.TARGET);
    }
}
