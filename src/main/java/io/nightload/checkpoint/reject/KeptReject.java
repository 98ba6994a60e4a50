package io.nightload.checkpoint.reject;

import io.nightload.row.Origin;
import io.nightload.row.RowError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rejected row that is to be tried once more.
 *
 * @param items which nested row of it, one position for each {@code unnest}; none for the whole row
 * @param text what is tried
 * @param mended the same where a person has just mended it, else null
 * @param asBefore why it is refused as it was, where that is not what came, but what was to be written; else null
 */
record KeptReject(
        long id,
        List<Long> items,
        String text,
        @Nullable String mended,
        @Nullable RowError asBefore,
        Origin origin) {}
