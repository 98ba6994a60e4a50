package io.nightload.advise;

import io.nightload.advise.trial.Measure;
import io.nightload.advise.trial.Result;

/**
 * One line of a comparison; medians of its repetitions.
 *
 * @param label the setting
 * @param set whether it is what the job file says now
 * @param best whether it is advised
 * @param rows that were tried
 * @param statementsPerChunk to all databases, those of the checkpoint and the rejects among them
 * @param rowsPerSecond with a commit for each chunk
 * @param spread how far a round was from that, as a share of it, up or down; below it there is no difference to be seen
 * @param peakHeapBytes the most heap in use
 * @param connectionWaitMillis the time that a trial waited for connections
 * @param repetitions how often it was tried to its end; 0 where it was cut off each time, and then the numbers are 0
 */
public record Alternative(
        String label,
        boolean set,
        boolean best,
        long rows,
        double statementsPerChunk,
        double rowsPerSecond,
        double spread,
        long peakHeapBytes,
        double connectionWaitMillis,
        int repetitions) {

    @SuppressWarnings("ReferenceEquality") // one of the results
    static Alternative of(Result result, Result set, Result best) {
        return new Alternative(
                result.candidate().label(),
                result == set,
                result == best,
                Math.round(result.median(Measure::rows)),
                result.candidate().eligible() ? result.statementsPerChunk() : scaled(result, set),
                result.rowsPerSecond(),
                result.spread(),
                Math.round(result.median(Measure::peakHeapBytes)),
                result.median(Measure::waitMillis),
                result.measures().size());
    }

    /** Of a chunk as large as what is set makes them. */
    private static double scaled(Result result, Result set) {
        return result.median(measure -> (double) measure.statements() / Math.max(1, measure.rows()))
                * set.median(Measure::rowsPerChunk);
    }
}
