package io.nightload.run;

import io.nightload.plan.LoadedJob;

/**
 * What to run.
 *
 * @param again whether to begin anew what is complete or failed
 */
public record RunRequest(LoadedJob job, boolean again) {}
