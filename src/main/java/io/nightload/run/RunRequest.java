package io.nightload.run;

import io.nightload.spec.JobSpec;
import io.nightload.spec.Parameters;

/**
 * What to run.
 *
 * @param again whether to begin anew what is complete or failed
 */
public record RunRequest(JobSpec job, Parameters parameters, boolean again) {}
