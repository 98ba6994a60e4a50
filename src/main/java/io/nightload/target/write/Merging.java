package io.nightload.target.write;

import io.nightload.row.Row;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How rows meet those that are there.
 *
 * @param key the columns that tell which two rows are the same one; empty where none ever is
 * @param newer the column whose greater value wins, whichever row it is in; null where the arriving row wins. NULL is less than
 *     any value
 * @param insertOnly columns that a row brings when it is added, and that are never changed
 * @param deletes which arriving rows delete the one that is there; null where none does. It may throw a
 *     {@link io.nightload.row.RowError}
 */
public record Merging(
        List<String> key,
        @Nullable String newer,
        List<String> insertOnly,
        @Nullable Predicate<Row> deletes) {

    /** The columns that a row brings even where all it does is delete. */
    boolean identifies(String column) {
        return key.contains(column) || column.equals(newer);
    }
}
