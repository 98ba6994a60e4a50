package io.nightload.step;

import io.nightload.checkpoint.InstanceKey;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.JobRepository;

/**
 * What the steps of one run share.
 *
 * @param instance the job instance that they belong to
 * @param lastStep the name of the job's last step: its last transaction completes the instance too
 * @param target new connections to the target, unpooled
 * @param zone for timestamps without an offset
 */
public record StepEnvironment(
        InstanceKey instance,
        String lastStep,
        DataSource target,
        ZoneId zone,
        JobRepository repository,
        StepListener listener) {}
