package io.nightload.advise;

import io.nightload.part.Counts;
import java.util.Map;

/**
 * What one trial of a setting took.
 *
 * @param rows read
 * @param chunks that they made
 * @param opening seconds that it took to open the step
 * @param seconds without opening the step
 * @param statements of the chunks, to all databases
 * @param peakHeapBytes the most heap in use
 * @param waitMillis the time that it waited for connections
 * @param ended whether the source had no more rows
 * @param counts what became of the rows
 */
record Measure(
        long rows,
        long chunks,
        double opening,
        double seconds,
        long statements,
        long peakHeapBytes,
        double waitMillis,
        boolean ended,
        Map<Counts.Kind, Long> counts) {

    /** @param commitSeconds what a chunk's commit would have added */
    double rowsPerSecond(double commitSeconds) {
        return rows / Math.max(seconds + chunks * commitSeconds, 1e-9);
    }

    double statementsPerChunk() {
        return chunks == 0 ? 0 : (double) statements / chunks;
    }

    double rowsPerChunk() {
        return chunks == 0 ? 0 : (double) rows / chunks;
    }
}
