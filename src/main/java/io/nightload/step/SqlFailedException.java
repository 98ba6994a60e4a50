package io.nightload.step;

import io.nightload.connection.ServerError;
import java.sql.SQLException;

/** The SQL of a step was refused by the server; its transaction is rolled back. */
public final class SqlFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param script the file, or {@code sql} for a statement in the job file */
    SqlFailedException(String script, SQLException cause) {
        super(message(script, ServerError.of(cause)), cause);
    }

    private static String message(String script, ServerError error) {
        StringBuilder text = new StringBuilder(script + ": " + error.message());
        if (error.detail() != null) {
            text.append("; ").append(error.detail());
        }
        if (error.hint() != null) {
            text.append("; ").append(error.hint());
        }
        return text.append(" (").append(error.sqlState()).append(')').toString();
    }
}
