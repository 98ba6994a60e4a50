package io.nightload.advise;

import io.nightload.plan.StepPlan;

/**
 * A setting that is tried.
 *
 * @param label for people, within its dimension
 * @param plan the step under it
 * @param rows that it is tried with at most
 * @param eligible whether a job file can say it
 */
record Candidate(String label, Setting setting, StepPlan.Rows plan, long rows, boolean eligible) {}
