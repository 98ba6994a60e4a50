package io.nightload.advise.trial;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures candidates in turns, so that what disturbs the machine for a while disturbs all of them. A first round counts for
 * nothing: the Java machine compiles and the database caches what the candidate needs.
 */
public final class Contest {

    /** With the one that does not count. */
    public static final int LEAST_ROUNDS = 4;

    /** A trial that is shorter says little. */
    public static final double LEAST_SECONDS = 0.2;

    private static final int MOST_ROUNDS = 8;

    /** A chunk may take longer than a trial should; one that takes so many times as long is measured once. */
    private static final int PATIENCE = 4;

    private final Trial trial;
    private final double commitSeconds;

    public Contest(Trial trial, double commitSeconds) {
        this.trial = trial;
        this.commitSeconds = commitSeconds;
    }

    /**
     * @param seconds for all of them; three rounds are measured in any case
     * @param opening seconds that opening a step takes
     * @return in the order of the candidates
     * @throws Exception what would fail the step
     */
    public List<Result> hold(List<Candidate> candidates, double seconds, double opening) throws Exception {
        List<Result> results = candidates.stream()
                .map(candidate -> new Result(candidate, new ArrayList<>(), commitSeconds))
                .toList();
        Stopwatch time = new Stopwatch(seconds);
        double each = Math.max(LEAST_SECONDS, seconds / (candidates.size() * LEAST_ROUNDS) - opening);
        for (Candidate candidate : candidates) {
            trial.run(candidate.plan(), candidate.partitions(), candidate.rows(), each);
        }
        for (int round = 1; round < MOST_ROUNDS && !trial.isStopped().getAsBoolean(); round++) {
            if (round >= LEAST_ROUNDS && time.left() < time.spent() / round) {
                break; // there is no time for one more
            }
            for (int i = 0; i < results.size(); i++) {
                measure(results.get((i + round) % results.size()), each); // none is always the first
            }
        }
        return results;
    }

    private void measure(Result result, double seconds) throws Exception {
        List<Measure> before = result.measures();
        if (before.isEmpty() || before.get(0).seconds() < PATIENCE * seconds) {
            Candidate candidate = result.candidate();
            before.add(trial.run(candidate.plan(), candidate.partitions(), candidate.rows(), seconds));
        }
    }
}
