package io.nightload.run;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.plan.LoadedJob;
import io.nightload.spec.Parameters;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/** A run's identity as Spring Batch keeps it. A job file's parameter has no dot in its name; ours do. */
final class BatchParameters {

    static final String PROJECT = "nightload.project";
    static final String AGAIN = "nightload.again";

    private BatchParameters() {}

    /** The work itself, before it is known which {@code again} of it. */
    static InstanceKey work(LoadedJob job) {
        return new InstanceKey(
                job.settings().project(), job.spec().name(), job.parameters().identity(), 0);
    }

    static JobParameters of(InstanceKey key, Parameters parameters) {
        JobParametersBuilder builder = new JobParametersBuilder();
        for (Parameters.Value value : parameters.values()) {
            builder.addString(value.name(), value.text(), value.identifying());
        }
        return builder.addString(PROJECT, key.project())
                .addLong(AGAIN, (long) key.again())
                .toJobParameters();
    }
}
