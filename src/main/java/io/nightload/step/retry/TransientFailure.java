package io.nightload.step.retry;

import io.nightload.connection.ConnectionException;
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

    /**
     * What no cancelling brings about: data, constraints, statements and privileges that are wrong, and what PL/pgSQL raises. How a
     * connection that was closed under its reader fails is each driver's own.
     */
    private static final Pattern LASTING = Pattern.compile("(22|23|28|3D|42|P0)...");

    private TransientFailure() {}

    /** What failed, in the words of the server or driver, if it is worth another try. */
    static Optional<String> reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = behind(cause)) {
            if (cause instanceof NoRoomException) {
                return Optional.of(String.valueOf(cause.getMessage()));
            }
            if (cause instanceof SQLException sql && isTransient(sql)) {
                return Optional.of(words(sql));
            }
        }
        return Optional.empty();
    }

    /** The same, of what a stop may have cancelled or closed. */
    static Optional<String> reasonOfCut(Throwable failure) {
        Optional<String> reason = reason(failure);
        for (Throwable cause = failure; cause != null && reason.isEmpty(); cause = behind(cause)) {
            if (cause instanceof SQLException sql && mayBeCut(sql)) {
                reason = Optional.of(words(sql));
            }
        }
        return reason;
    }

    private static String words(SQLException failure) {
        String state = failure instanceof ConnectionException ? null : failure.getSQLState(); // it tells its own
        return ServerError.of(failure).message() + (state == null ? "" : " (" + state + ")");
    }

    /** A rollback over a lost connection fails too, and hides what lost it. */
    private static @Nullable Throwable behind(Throwable failure) {
        return failure instanceof TransactionSystemException rollback && rollback.getApplicationException() != null
                ? rollback.getApplicationException()
                : failure.getCause();
    }

    private static boolean mayBeCut(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return state == null || !LASTING.matcher(state).matches();
    }

    private static boolean isTransient(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return state == null
                ? failure instanceof SQLTransientException || failure instanceof SQLRecoverableException
                : STATES.matcher(state).matches() && !ServerError.of(failure).isCancelledByRequest();
    }
}
