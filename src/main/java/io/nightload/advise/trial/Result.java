package io.nightload.advise.trial;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The measures of one candidate, all of the same rows.
 *
 * @param commitSeconds what each chunk's commit is taken to add
 */
public record Result(Candidate candidate, List<Measure> measures, double commitSeconds) {

    /** Differences below this share are no reason to change a job. */
    private static final double LEAST_GAIN = 0.1;

    public double rowsPerSecond() {
        return median(measure -> measure.rowsPerSecond(commitSeconds));
    }

    public double median(ToDoubleFunction<Measure> of) {
        return median(measures.stream().mapToDouble(of).sorted().toArray());
    }

    /** Whether this one is faster than another of the same rounds: by enough to be worth a change, and in every round. */
    public boolean isFasterThan(Result other) {
        return rowsPerSecond() > other.rowsPerSecond() * (1 + LEAST_GAIN)
                && IntStream.range(0, Math.min(measures.size(), other.measures.size()))
                        .allMatch(round -> speed(round) > other.speed(round));
    }

    /** Whether the difference to the fastest is no reason to prefer that. */
    public boolean isNear(Result fastest) {
        return rowsPerSecond() * (1 + LEAST_GAIN) >= fastest.rowsPerSecond();
    }

    /** Whether this one sends fewer statements for the same chunks, and is not slower: their number has no noise. */
    public boolean asksLessThan(Result other) {
        return statementsPerChunk() < other.statementsPerChunk() && !other.isFasterThan(this);
    }

    public double statementsPerChunk() {
        return median(Measure::statementsPerChunk);
    }

    private double speed(int round) {
        return measures.get(round).rowsPerSecond(commitSeconds);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
