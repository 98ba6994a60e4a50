package io.nightload.checkpoint;

import io.nightload.part.Counts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a step is, as the last committed chunk left it.
 *
 * @param fence the number that this taking raised it to
 * @param position what the source needs to seek: text, whole numbers and truth values only
 * @param counts over all executions of the instance
 * @param chunks that committed
 * @param inputs what the step began to read, or null where it has not begun
 * @param definition a hash of the step's source, transforms and target, or null where it has not begun
 * @param complete whether the end of the data was committed
 */
public record Checkpoint(
        long fence,
        Map<String, Object> position,
        Map<Counts.Kind, Long> counts,
        long chunks,
        @Nullable String inputs,
        @Nullable String definition,
        boolean complete) {

    public boolean begun() {
        return chunks > 0;
    }
}
