package io.nightload.advise;

import io.nightload.advise.trial.Setting;
import io.nightload.part.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is tried beside what is set, in each dimension. */
final class Alternatives {

    private static final List<Integer> CHUNKS = List.of(500, 2_000, 10_000);

    private Alternatives() {}

    /**
     * Fetch plans: what is set, what would be inferred, one statement for each association, and then what is set with one of the
     * associations otherwise. None where no association could be loaded otherwise.
     *
     * @param most that there is time for
     */
    static List<Setting> fetchPlans(Setting set, List<Source.Fetch> fetches, int most) {
        Map<String, String> usual = new LinkedHashMap<>();
        fetches.forEach(fetch -> usual.put(fetch.path(), fetch.modes().get(0)));
        List<Setting> plans = new ArrayList<>(List.of(set, set.withFetch(usual), apart(set, fetches)));
        for (Source.Fetch fetch : fetches) {
            fetch.modes().forEach(mode -> plans.add(set.withFetch(fetch.path(), mode)));
        }
        List<Setting> different = plans.stream().distinct().limit(most).toList();
        return different.size() > 1 ? different : List.of();
    }

    /** Each association in a statement of its own, which is what lazy loading begins with. */
    static Setting apart(Setting set, List<Source.Fetch> fetches) {
        Map<String, String> each = new LinkedHashMap<>();
        fetches.forEach(
                fetch -> each.put(fetch.path(), fetch.modes().get(fetch.modes().size() - 1)));
        return set.withFetch(each);
    }

    /**
     * Sizes of chunks: what is set, and round ones. Of those that take in all rows of a small source one is enough.
     *
     * @param rows that the source has, or that are tried at most
     * @param all whether what is set takes in all of them
     */
    static List<Setting> chunks(Setting set, long rows, boolean all) {
        List<Setting> settings = new ArrayList<>(List.of(set));
        boolean taken = all;
        for (int size : CHUNKS) {
            boolean takes = size >= rows;
            if (!Objects.equals(size, set.chunk()) && !(takes && taken)) {
                settings.add(set.withChunk(size));
            }
            taken |= takes;
        }
        return settings;
    }

    static String chunkLabel(Setting setting) {
        return setting.chunk() == null ? "default" : String.format(Locale.ROOT, "%,d", setting.chunk());
    }

    /** Those of the associations that could be loaded otherwise. */
    static String fetchLabel(Setting setting, List<Source.Fetch> fetches) {
        return fetches.stream()
                .filter(fetch -> fetch.modes().size() > 1)
                .map(fetch -> setting.fetch().get(fetch.path()) + " " + fetch.path())
                .collect(Collectors.joining(", "));
    }
}
