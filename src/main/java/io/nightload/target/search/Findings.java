package io.nightload.target.search;

import io.nightload.part.Counts;
import java.util.List;
import java.util.Map;

/**
 * What came of a search.
 *
 * @param refused the bad rows, in their order
 * @param counts what became of the good ones, where the search knows; without those that another row superseded
 */
public record Findings(List<Refused> refused, Map<Counts.Kind, Long> counts) {

    public long count(Counts.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
