package io.nightload.plan;

import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.JobSpec;
import io.nightload.spec.ParameterResolver;
import io.nightload.spec.Parameters;
import io.nightload.spec.Problems;
import io.nightload.spec.Settings;
import io.nightload.spec.job.JobReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job as a person asked for it, with its parameters' values.
 *
 * @param problems what is wrong so far; planning adds to them, so that a person sees all at once
 */
public record LoadedJob(Settings settings, JobSpec spec, Parameters parameters, Problems problems) {

    /**
     * Reads a job file.
     *
     * @param job a name in {@code jobs/}, or a path
     * @param given {@code name=value} each
     * @param asOf what {@code today} means
     * @throws InvalidSpecException if there is no such job, or no job in the file
     */
    public static LoadedJob load(Settings settings, String job, List<String> given, Instant asOf) {
        Problems problems = new Problems();
        Optional<JobSpec> spec = new JobReader(settings, problems).read(job);
        if (spec.isEmpty()) {
            throw new InvalidSpecException(problems.list());
        }
        Parameters parameters = new ParameterResolver(asOf, problems).resolve(spec.get(), given);
        return new LoadedJob(settings, spec.get(), parameters, problems);
    }
}
