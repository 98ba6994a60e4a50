package io.nightload.plan;

import io.nightload.spec.Problem;
import java.util.List;

/**
 * A job that can run.
 *
 * @param notes what a person should know that does not keep it from running
 */
public record JobPlan(LoadedJob job, List<StepPlan> steps, List<Problem> notes) {}
