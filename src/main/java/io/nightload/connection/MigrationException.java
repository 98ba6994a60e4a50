package io.nightload.connection;

import org.jspecify.annotations.Nullable;

/** Nightload's own tables cannot be made or are not for this version; its message is for people. */
public final class MigrationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MigrationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
