package io.nightload.advise.trial;

import io.nightload.part.Source;
import io.nightload.plan.StepPlan;
import java.util.List;

/**
 * A setting that is tried.
 *
 * @param label for people, within its dimension
 * @param plan the step under it
 * @param partitions that its source is divided into, or none
 * @param rows that it is tried with at most
 * @param eligible whether a job file can say it
 */
public record Candidate(
        String label,
        Setting setting,
        StepPlan.Rows plan,
        List<Source.Partition> partitions,
        long rows,
        boolean eligible) {}
