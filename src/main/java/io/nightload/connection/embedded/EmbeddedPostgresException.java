package io.nightload.connection.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL cannot be used; its message says why, and what to do, for people. */
public final class EmbeddedPostgresException extends IOException {

    private static final long serialVersionUID = 1;

    private static final String INSTEAD = ", or name a server by NIGHTLOAD_CONNECTIONS_TARGET_URL";

    private final boolean lasting;

    EmbeddedPostgresException(String message) {
        this(message, null, false);
    }

    EmbeddedPostgresException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private EmbeddedPostgresException(String message, @Nullable Throwable cause, boolean lasting) {
        super(message, cause);
        this.lasting = lasting;
    }

    /** What another try does not change; the message names the other way, a server of the user's own. */
    static EmbeddedPostgresException misconfigured(String message, @Nullable Throwable cause) {
        return new EmbeddedPostgresException(message + INSTEAD, cause, true);
    }

    static EmbeddedPostgresException unwritable(String what, IOException cause) {
        String message = "using %s: ".formatted(what);
        if (cause instanceof AccessDeniedException denied) {
            return misconfigured(
                    message + "permission denied for %s: let this user read and write it".formatted(denied.getFile()),
                    cause);
        }
        if (cause instanceof FileSystemException refused && refused.getReason() != null) {
            String reason = "%s: %s".formatted(refused.getReason(), refused.getFile());
            return refused.getReason().startsWith("Read-only")
                    ? misconfigured(message + reason + ": mount a folder there that can be written", cause)
                    : new EmbeddedPostgresException(message + reason, cause);
        }
        return new EmbeddedPostgresException(message + cause, cause);
    }

    /** Whether a person has to change something before another try. */
    public boolean isLasting() {
        return lasting;
    }
}
