package io.nightload.step;

import io.nightload.part.Counts;
import java.util.Map;
import org.springframework.batch.core.step.StepExecution;

/** What Spring Batch's tables say of a step's rows. */
final class BatchCounts {

    private BatchCounts() {}

    /** Its own numbers count attempts; a person who reads its tables wants what was committed. */
    static void tell(StepExecution stepExecution, Map<Counts.Kind, Long> counts) {
        stepExecution.setReadCount(counts.getOrDefault(Counts.Kind.READ, 0L));
        stepExecution.setFilterCount(counts.getOrDefault(Counts.Kind.FILTERED, 0L));
        stepExecution.setWriteSkipCount(counts.getOrDefault(Counts.Kind.REJECTED, 0L));
        stepExecution.setWriteCount(counts.getOrDefault(Counts.Kind.INSERTED, 0L)
                + counts.getOrDefault(Counts.Kind.UPDATED, 0L)
                + counts.getOrDefault(Counts.Kind.DELETED, 0L));
    }
}
