package io.nightload.advise.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures candidates in turns, so that what disturbs the machine for a while disturbs all of them. A first round counts for
 * nothing: the Java machine compiles and the database caches what the candidate needs. A candidate that is cut off
 * is not tried again.
 */
public final class Contest {

    /** With the one that does not count. */
    public static final int LEAST_ROUNDS = 4;

    /** A trial that is shorter says little. */
    public static final double LEAST_SECONDS = 0.2;

    /** A chunk may take longer than a trial should; one that takes so many times as long is cut off. */
    public static final int PATIENCE = 4;

    private static final int MOST_ROUNDS = 8;

    private final Trial trial;
    private final double commitSeconds;
    private final Stopwatch all;
    private final TrialListener listener;

    /** @param all the time of the step: when it is up, what runs is cut off */
    public Contest(Trial trial, double commitSeconds, Stopwatch all, TrialListener listener) {
        this.trial = trial;
        this.commitSeconds = commitSeconds;
        this.all = all;
        this.listener = listener;
    }

    /**
     * @param candidates what is set first: it has all the time there is
     * @param seconds for all of them; three rounds are measured where the step's time allows
     * @param opening seconds that opening a step takes
     * @return in the order of the candidates, each with the rounds that it ended
     * @throws Exception what would fail the step
     */
    public List<Result> hold(List<Candidate> candidates, double seconds, double opening) throws Exception {
        return hold(candidates, seconds, opening, 0);
    }

    /** The same for two that are warm: every round counts. */
    public List<Result> repeat(Candidate set, Candidate best, double seconds, double opening) throws Exception {
        return hold(List.of(set, best), seconds, opening, 1);
    }

    private List<Result> hold(List<Candidate> candidates, double seconds, double opening, int first) throws Exception {
        List<Result> results = candidates.stream()
                .map(candidate -> new Result(candidate, new ArrayList<>(), commitSeconds))
                .toList();
        List<Result> running = new ArrayList<>(results);
        Stopwatch time = new Stopwatch(seconds);
        double each = Math.max(LEAST_SECONDS, seconds / (candidates.size() * LEAST_ROUNDS) - opening);
        for (int round = first; round < MOST_ROUNDS && goesOn(running, results); round++) {
            if (round >= LEAST_ROUNDS && time.left() < time.spent() / round) {
                break; // there is no time for one more
            }
            List<Result> turns = List.copyOf(running);
            for (int i = 0; i < turns.size(); i++) {
                Result result = turns.get((i + round) % turns.size()); // none is always the first
                double limit = result.candidate().equals(candidates.get(0)) ? all.left() : PATIENCE * (each + opening);
                listener.trying(result.candidate().label(), round, all.left());
                Optional<Measure> measure = run(result.candidate(), each, Math.min(limit, all.left()));
                if (measure.isPresent() && (round > 0 || isShown(result))) {
                    result.measures().add(measure.get());
                }
                if (measure.isEmpty() || isShown(result)) {
                    running.remove(result);
                }
            }
        }
        return results;
    }

    /** What nobody can set is measured once, to be seen. */
    private static boolean isShown(Result result) {
        return !result.candidate().eligible();
    }

    /** Without a measure of what is set, or of another, there is nothing to compare. */
    private boolean goesOn(List<Result> running, List<Result> all) {
        return running.contains(all.get(0)) && running.size() > 1 && this.all.left() > 0;
    }

    private Optional<Measure> run(Candidate candidate, double seconds, double limit) throws Exception {
        return trial.run(candidate.plan(), candidate.partitions(), candidate.rows(), seconds, limit);
    }
}
