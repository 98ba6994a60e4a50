package io.nightload.advise;

import io.nightload.advise.trial.Candidate;
import io.nightload.advise.trial.Contest;
import io.nightload.advise.trial.Result;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * One dimension in which a step may be set otherwise.
 *
 * @param name {@code fetch}, {@code chunk} or {@code partitions}, as a job file writes it
 * @param better whether a result is a reason to give up another, which is what is set
 * @param preferred of those that are about as fast as the fastest
 * @param notes hears, for people, what could not be told
 */
record Dimension(
        String name, BiPredicate<Result, Result> better, Comparator<Result> preferred, Consumer<String> notes) {

    /** Of the time; the rest is for the best against what is set once more. */
    private static final double FIRST_TIME = 0.7;

    /** So many times as fast in all rounds is no luck. */
    private static final double CLEAR = 2;

    /** Comes out of a contest. */
    record Outcome(Candidate best, Comparison comparison) {}

    /**
     * Finds the best.
     *
     * @param candidates what is set first
     * @param seconds that it may take, about
     * @param opening seconds that opening a step takes
     */
    @SuppressWarnings("ReferenceEquality") // the best is one of the results
    Outcome compare(Contest contest, List<Candidate> candidates, double seconds, double opening) throws Exception {
        List<Result> results = contest.hold(candidates, seconds * FIRST_TIME, opening);
        Result set = results.get(0);
        Result best = best(results, set);
        if (!set.tells()) {
            notes.accept(name + ": the time was up before what is set had been measured often enough; raise --seconds");
        } else if (best != set && best.isFasterThan(set) && !isClear(best, set)) {
            best = repeated(contest, set, best, seconds * (1 - FIRST_TIME), opening);
        }
        Result chosen = best;
        List<Alternative> alternatives = results.stream()
                .map(result -> Alternative.of(result, set, chosen))
                .toList();
        return new Outcome(best.candidate(), new Comparison(name, alternatives));
    }

    private Result best(List<Result> results, Result set) {
        List<Result> improvements = results.stream()
                .filter(result -> result.candidate().eligible() && better.test(result, set))
                .toList();
        Result fastest = improvements.stream()
                .max(Comparator.comparingDouble(Result::rowsPerSecond))
                .orElse(set);
        return improvements.stream()
                .filter(result -> !fastest.isFasterThan(result))
                .min(preferred)
                .orElse(set);
    }

    private static boolean isClear(Result best, Result set) {
        return best.rowsPerSecond() > set.rowsPerSecond() * CLEAR;
    }

    /** The best of several is partly the luckiest: it has to win against what is set alone, too. */
    private Result repeated(Contest contest, Result set, Result best, double seconds, double opening) throws Exception {
        List<Result> again = contest.repeat(set.candidate(), best.candidate(), seconds, opening);
        if (again.get(1).isFasterThan(again.get(0))) {
            return best;
        }
        String label = name + " " + best.candidate().label();
        if (again.get(0).tells() && again.get(1).tells()) {
            notes.accept(
                    "%s seemed faster, but %s against %s rows/s when it was repeated is no difference on this machine now"
                            .formatted(label, rounded(again.get(1)), rounded(again.get(0))));
        } else {
            notes.accept(label + " seemed faster, but the time was up before that could be repeated; raise --seconds");
        }
        return set;
    }

    private static String rounded(Result result) {
        return String.format(Locale.ROOT, "%,.0f", result.rowsPerSecond());
    }
}
