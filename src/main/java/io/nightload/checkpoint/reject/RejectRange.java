package io.nightload.checkpoint.reject;

import io.nightload.checkpoint.InstanceKey;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rejects are replayed: those of an instance that are still rejected.
 *
 * @param execution the last one whose rejects are meant
 * @param mended texts in the place of those that were kept, by the rejects' numbers: no other reject is replayed; null where all are,
 *     as they were kept
 */
public record RejectRange(
        InstanceKey instance, long execution, @Nullable NavigableMap<Long, String> mended) {

    static final String CONDITION = """
            WHERE project = ? AND job = ? AND identity = ? AND again = ? AND step = ? AND execution_id <= ?
              AND replayed IS NULL AND id > ? AND id <= ? AND (?::bigint[] IS NULL OR id = ANY (?))""";

    /**
     * The rejects behind the number {@code after}, up to {@code last}.
     *
     * @param ids theirs, where they are known; a file may name millions
     */
    record Page(long after, long last, @Nullable List<Long> ids) {}

    /** @param most of those that a person has mended; where all are meant the query has a limit */
    Page page(long after, long last, int most) {
        if (mended == null) {
            return new Page(after, last, null);
        }
        List<Long> ids = mended.subMap(after, false, last, true).keySet().stream()
                .limit(most)
                .toList();
        return new Page(after, ids.size() < most ? last : ids.get(most - 1), ids);
    }

    /** For a condition that begins with {@link #CONDITION}. */
    Object[] values(String step, Page page) {
        Long @Nullable [] ids = page.ids() == null ? null : page.ids().toArray(Long[]::new);
        return new Object[] {
            instance.project(),
            instance.job(),
            instance.identity(),
            instance.again(),
            step,
            execution,
            page.after(),
            page.last(),
            ids,
            ids
        };
    }
}
