package io.nightload.advise.trial;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The measures of one candidate, all of the same rows; none where it never ended.
 *
 * @param commitSeconds what each chunk's commit is taken to add
 */
public record Result(Candidate candidate, List<Measure> measures, double commitSeconds) {

    /** Differences below this share are no reason to change a job. */
    private static final double LEAST_GAIN = 0.1;

    private static final int MANY_ROUNDS = 6;

    public double rowsPerSecond() {
        return median(measure -> measure.rowsPerSecond(commitSeconds));
    }

    public double median(ToDoubleFunction<Measure> of) {
        return median(measures.stream().mapToDouble(of).sorted().toArray());
    }

    /** Whether it was measured often enough to be compared. */
    public boolean tells() {
        return measures.size() >= Contest.LEAST_ROUNDS - 1;
    }

    /**
     * Whether this one is faster than another of the same rounds: by enough to be worth a change, and by more than either of them
     * varies, so that its slowest round beats the other's fastest. Of many rounds the two extreme ones are left out.
     */
    public boolean isFasterThan(Result other) {
        return tells()
                && other.tells()
                && rowsPerSecond() > other.rowsPerSecond() * (1 + LEAST_GAIN)
                && slowest() > other.fastest();
    }

    /** Half the way from its slowest round to its fastest, as a share of its median; 0 where there is one round at most. */
    public double spread() {
        return measures.size() < 2 ? 0 : (fastest() - slowest()) / 2 / Math.max(rowsPerSecond(), 1e-9);
    }

    /** Whether this one sends fewer statements for the same chunks, and is not slower: their number has no noise. */
    public boolean asksLessThan(Result other) {
        return tells()
                && other.tells()
                && statementsPerChunk() < other.statementsPerChunk()
                && !other.isFasterThan(this);
    }

    public double statementsPerChunk() {
        return median(Measure::statementsPerChunk);
    }

    private double slowest() {
        double[] sorted = speeds();
        return sorted[extremes(sorted)];
    }

    private double fastest() {
        double[] sorted = speeds();
        return sorted[sorted.length - 1 - extremes(sorted)];
    }

    private static int extremes(double[] sorted) {
        return sorted.length >= MANY_ROUNDS ? 1 : 0;
    }

    private double[] speeds() {
        return measures.stream()
                .mapToDouble(measure -> measure.rowsPerSecond(commitSeconds))
                .sorted()
                .toArray();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        if (sorted.length % 2 == 1) {
            return sorted[middle];
        }
        return sorted.length == 0 ? 0 : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
