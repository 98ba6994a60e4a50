package io.nightload.connection.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
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
        return new EmbeddedPostgresException("using %s: %s".formatted(what, reason(cause)), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException denied) {
            return "permission denied for %s: let this user read and write it".formatted(denied.getFile());
        }
        if (cause instanceof FileSystemException refused && refused.getReason() != null) {
            return "%s: %s".formatted(refused.getReason(), refused.getFile());
        }
        return cause.toString();
    }
}
