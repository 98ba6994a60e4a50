package io.nightload.connection;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Nightload's own tables cannot be made or are not for this version; its message is for people. */
public final class MigrationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MigrationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the same may succeed when it is tried again: the server went away, or had no room. */
    public boolean isTransient() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && ServerError.of(sql).isTransient()) {
                return true;
            }
        }
        return false;
    }
}
