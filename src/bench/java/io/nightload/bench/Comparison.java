package io.nightload.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The times of Nightload and one rival, measured in turn. */
final class Comparison {

    /** Something whose time is measured; it returns seconds. */
    @FunctionalInterface
    interface Contender {
        double run() throws Exception;
    }

    private final String name;
    private final List<Double> ratios = new ArrayList<>();
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> theirs = new ArrayList<>();

    /** @param name as it is printed: {@code graph/default vs jdbc} */
    Comparison(String name) {
        this.name = name;
    }

    /** Measures this many pairs; who goes first changes from pair to pair. */
    Comparison measure(int pairs, Contender nightload, Contender rival) throws Exception {
        for (int i = 0; i < pairs; i++) {
            double rivalFirst = i % 2 == 1 ? rival.run() : 0;
            double our = nightload.run();
            double their = i % 2 == 1 ? rivalFirst : rival.run();
            ours.add(our);
            theirs.add(their);
            ratios.add(our / their);
        }
        return this;
    }

    /** Time over time: below 1 Nightload is faster. */
    void print() {
        System.out.println(String.format(
                Locale.ROOT,
                "ratio %s: %.2f (%.2f..%.2f, n=%d)  [seconds: %.2f vs %.2f]",
                name,
                median(ratios),
                Collections.min(ratios),
                Collections.max(ratios),
                ratios.size(),
                median(ours),
                median(theirs)));
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
