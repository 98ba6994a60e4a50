package io.nightload.checkpoint.reject;

import io.nightload.checkpoint.InstanceKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rejects are replayed: those of an instance that are still rejected.
 *
 * @param execution the last one whose rejects are meant
 * @param mended texts in the place of those that were kept, by the rejects' numbers: no other reject is replayed; null where all are,
 *     as they were kept
 */
public record RejectRange(
        InstanceKey instance, long execution, @Nullable Map<Long, String> mended) {

    /** For a condition that begins with {@link #CONDITION}. */
    Object[] values(String step) {
        Long[] ids = mended == null ? null : mended.keySet().toArray(Long[]::new);
        return new Object[] {
            instance.project(), instance.job(), instance.identity(), instance.again(), step, execution, ids, ids
        };
    }

    static final String CONDITION = """
            WHERE project = ? AND job = ? AND identity = ? AND again = ? AND step = ? AND execution_id <= ?
              AND replayed IS NULL AND (?::bigint[] IS NULL OR id = ANY (?))""";
}
