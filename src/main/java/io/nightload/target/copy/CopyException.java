package io.nightload.target.copy;

import io.nightload.row.Origin;
import org.jspecify.annotations.Nullable;

/** The server refused a chunk; the message names the table, what PostgreSQL says, and the row where that is known. */
public final class CopyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String table;
    private final @Nullable String sqlState;
    private final @Nullable String constraint;
    private final transient @Nullable Origin origin;

    CopyException(
            String message,
            String table,
            @Nullable String sqlState,
            @Nullable String constraint,
            @Nullable Origin origin,
            Throwable cause) {
        super(message, cause);
        this.table = table;
        this.sqlState = sqlState;
        this.constraint = constraint;
        this.origin = origin;
    }

    public String table() {
        return table;
    }

    public @Nullable String sqlState() {
        return sqlState;
    }

    public @Nullable String constraint() {
        return constraint;
    }

    /** Where the row came from that the server named, or null where it named none. */
    public @Nullable Origin origin() {
        return origin;
    }
}
