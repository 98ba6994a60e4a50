package io.nightload.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a person probably meant, for messages about one that is not known. */
public final class NearestWord {

    private static final int MOST_LISTED = 15;
    private static final int SHORTEST_PREFIX = 3;

    private NearestWord() {}

    /**
     * The known word that is nearest, or empty where none is near: at most a third of the longer word's characters
     * differ (an exchange of two neighbours is one difference, upper and lower case are none), or the word is the
     * beginning of the known one. Of words that are equally near, the first.
     */
    public static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> isNear(word, candidate))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /**
     * How a message about an unknown word goes on: {@code : did you mean 'transform'? (name, source, transform)},
     * {@code : known are name, source, transform}, or {@code : there are none}. A long list of known words is left out.
     */
    public static String hint(String word, Collection<String> known) {
        if (known.isEmpty()) {
            return ": there are none";
        }
        boolean listed = known.size() <= MOST_LISTED;
        String list = String.join(", ", known);
        return to(word, known)
                .map(near -> ": did you mean '" + near + "'?" + (listed ? " (" + list + ")" : ""))
                .orElse(listed ? ": known are " + list : "");
    }

    private static boolean isNear(String word, String candidate) {
        int longer = Math.max(word.length(), candidate.length());
        int distance = distance(word, candidate);
        return distance == 0
                || (distance < longer && distance <= Math.max(1, longer / 3))
                || (word.length() >= SHORTEST_PREFIX && lower(candidate).startsWith(lower(word)));
    }

    /** The optimal string alignment distance: insertions, deletions, substitutions, exchanges of neighbours. */
    private static int distance(String one, String other) {
        String a = lower(one);
        String b = lower(other);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int changed = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean exchanged = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return exchanged ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
