package io.nightload.step.retry;

import io.nightload.connection.ServerError;
import io.nightload.pool.NoRoomException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Which failures may pass by themselves. */
final class TransientFailure {

    /**
     * SQLSTATE classes 08, connection exceptions, 40, rolled back for another's sake (serialization, deadlock), 53, no resources, and 57P, an
     * operator's intervention; then a statement or transaction that took too long (57014, 25P03, 25P04), and a lock that could not
     * be had (55P03). A database that was dropped (57P04) does not come back.
     */
    private static final Pattern STATES = Pattern.compile("(08|40|53)...|57P0[^4]|57014|25P0[34]|55P03");

    private TransientFailure() {}

    /** What failed, in the words of the server or driver, if it is worth another try. */
    static Optional<String> reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = behind(cause)) {
            if (cause instanceof NoRoomException) {
                return Optional.of(String.valueOf(cause.getMessage()));
            }
            if (cause instanceof SQLException sql && isTransient(sql)) {
                String state = sql.getSQLState();
                return Optional.of(ServerError.of(sql).message() + (state == null ? "" : " (" + state + ")"));
            }
        }
        return Optional.empty();
    }

    /** A rollback over a lost connection fails too, and hides what lost it. */
    private static @Nullable Throwable behind(Throwable failure) {
        return failure instanceof TransactionSystemException rollback && rollback.getApplicationException() != null
                ? rollback.getApplicationException()
                : failure.getCause();
    }

    private static boolean isTransient(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return state == null
                ? failure instanceof SQLTransientException || failure instanceof SQLRecoverableException
                : STATES.matcher(state).matches();
    }
}
