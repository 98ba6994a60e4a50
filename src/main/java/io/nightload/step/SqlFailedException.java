package io.nightload.step;

import io.nightload.connection.ServerError;
import io.nightload.spec.Position;
import java.sql.SQLException;

/** The SQL of a step was refused by the server; its transaction is rolled back. */
public final class SqlFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param statement where the statement begins */
    SqlFailedException(Position statement, SQLException cause) {
        super(message(statement, ServerError.of(cause)), cause);
    }

    private static String message(Position statement, ServerError error) {
        StringBuilder text = new StringBuilder(statement + ": " + error.message());
        if (error.detail() != null) {
            text.append("; ").append(error.detail());
        }
        if (error.hint() != null) {
            text.append("; ").append(error.hint());
        }
        return text.append(" (").append(error.sqlState()).append(')').toString();
    }
}
