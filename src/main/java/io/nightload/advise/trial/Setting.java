package io.nightload.advise.trial;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step's settings in the dimensions that are tried.
 *
 * @param fetch how each association is loaded, by path in the order of the plan; empty where the source loads none
 * @param chunk rows a chunk, or null for the default
 * @param partitions that are read at once
 */
public record Setting(Map<String, String> fetch, @Nullable Integer chunk, int partitions) {

    public Setting withFetch(Map<String, String> other) {
        return new Setting(other, chunk, partitions);
    }

    public Setting withFetch(String path, String mode) {
        Map<String, String> other = new LinkedHashMap<>(fetch);
        other.put(path, mode);
        return withFetch(other);
    }

    public Setting withChunk(@Nullable Integer rows) {
        return new Setting(fetch, rows, partitions);
    }

    public Setting withPartitions(int number) {
        return new Setting(fetch, chunk, number);
    }
}
