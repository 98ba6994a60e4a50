package io.nightload.checkpoint.reject;

import io.nightload.row.RowError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a row is rejected, as the table holds it. */
final class Reason {

    private Reason() {}

    /** For {@code reason, sqlstate, column_name, constraint_name}; others may be added. Text in PostgreSQL holds no zero byte. */
    static List<@Nullable Object> columns(RowError error) {
        return new ArrayList<>(Arrays.asList(
                error.reason().replace('\0', '\u2400'), error.sqlState(), error.column(), error.constraint()));
    }
}
