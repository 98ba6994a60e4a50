package io.nightload.source.keyset;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Values of a key's first column, in the order of the key.
 *
 * @param values as text
 * @param shares for each value, of the rows that come with it and behind the value before it, those up to here; the last one
 *     is the greatest
 */
record KeyWeights(List<String> values, List<Double> shares) {

    /** The values that so many partitions of about equal weight begin with, but the first one; fewer where values are few. */
    List<String> cuts(int partitions) {
        List<String> cuts = new ArrayList<>();
        double all = shares.isEmpty() ? 0 : shares.get(shares.size() - 1);
        int at = 0;
        for (int i = 1; i < partitions; i++) {
            while (at < shares.size() && shares.get(at) < all * i / partitions) {
                at++;
            }
            // What begins with the first value of all would leave nothing before it.
            if (at > 0 && at < values.size() && !cuts.contains(values.get(at))) {
                cuts.add(values.get(at));
            }
        }
        return cuts;
    }

    /** Whole numbers that lie at equal distances between two numbers, in either direction. */
    static List<String> between(BigDecimal first, BigDecimal last, int partitions) {
        List<String> cuts = new ArrayList<>();
        for (int i = 1; i < partitions; i++) {
            BigDecimal step = last.subtract(first)
                    .multiply(BigDecimal.valueOf(i))
                    .divide(BigDecimal.valueOf(partitions), RoundingMode.FLOOR);
            String cut = first.add(step).setScale(0, RoundingMode.FLOOR).toPlainString();
            if (!cuts.contains(cut) && new BigDecimal(cut).compareTo(first) != 0) {
                cuts.add(cut);
            }
        }
        return cuts;
    }
}
