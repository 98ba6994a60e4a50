package io.nightload.replay;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.plan.LoadedJob;
import java.time.Duration;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * What to replay.
 *
 * @param job with the parameters of the execution that rejected the rows
 * @param instance that the execution belongs to
 * @param execution the last one whose rejects are meant
 * @param step the only one whose rejects are replayed, or null for all
 * @param mended texts in the place of those that were kept, by the rejects' numbers, which alone are replayed; null to replay all as
 *     they are
 * @param dry whether only to say what would become of them
 * @param patience how long to wait for another process that runs the job
 * @param person who replays, as {@code user@host}
 */
public record ReplayRequest(
        LoadedJob job,
        InstanceKey instance,
        long execution,
        @Nullable String step,
        @Nullable NavigableMap<Long, String> mended,
        boolean dry,
        Duration patience,
        String person) {}
