package io.nightload.step;

import io.nightload.part.Counts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one partition of a step did, kept with the step's report.
 *
 * @param number from 1, in the order of the source
 * @param reads what is in it, for people
 * @param status how it ended; {@code STOPPED} also where it was not begun, because another one failed
 * @param resumed whether an earlier execution had committed part of it
 * @param counts over all executions of this job instance; kinds that are 0 are absent
 * @param executionCounts of this execution alone
 * @param chunks of this execution that committed
 * @param seconds of this execution
 * @param error why it failed, for people, or null
 */
public record PartitionReport(
        int number,
        String reads,
        StepReport.Status status,
        boolean resumed,
        Map<Counts.Kind, Long> counts,
        Map<Counts.Kind, Long> executionCounts,
        long chunks,
        double seconds,
        @Nullable String error) {}
