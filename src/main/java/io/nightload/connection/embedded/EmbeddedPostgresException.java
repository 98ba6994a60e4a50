package io.nightload.connection.embedded;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL cannot be used; its message says why, and what to do, for people. */
public final class EmbeddedPostgresException extends IOException {

    private static final long serialVersionUID = 1;

    EmbeddedPostgresException(String message) {
        super(message);
    }

    EmbeddedPostgresException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static EmbeddedPostgresException unwritable(String what, IOException cause) {
        return new EmbeddedPostgresException(
                "writing %s: %s; check that the folder may be written and that the disk is not full"
                        .formatted(what, cause),
                cause);
    }
}
