package io.nightload.connection;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a server says is wrong with a statement.
 *
 * @param message without the driver's additions
 * @param sqlState PostgreSQL's code, or null where the error is not the server's
 * @param detail more of it, or null
 * @param hint what to do about it, or null
 * @param position of the error in the statement, from 1 in characters, or 0 where it has none. Of a statement that ran
 *     inside of another, it is the place in the inner one.
 */
public record ServerError(
        String message,
        @Nullable String sqlState,
        @Nullable String detail,
        @Nullable String hint,
        int position) {

    /** SQLSTATE of a statement that was cancelled: by a person, or because it took too long. */
    public static final String QUERY_CANCELED = "57014";

    /** Connection lost, serialization or deadlock, no resources, operator intervention, the system itself. */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57", "58");

    public static ServerError of(SQLException failure) {
        ServerErrorMessage server = failure instanceof PSQLException e ? e.getServerErrorMessage() : null;
        if (server == null || server.getMessage() == null) {
            return new ServerError(String.valueOf(failure.getMessage()), failure.getSQLState(), null, null, 0);
        }
        int position = server.getInternalPosition() > 0 ? server.getInternalPosition() : server.getPosition();
        return new ServerError(
                server.getMessage(), failure.getSQLState(), server.getDetail(), server.getHint(), position);
    }

    /** What a server or driver says behind a failure, or else what that says itself. */
    public static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return of(sql).message();
            }
        }
        return String.valueOf(failure.getMessage());
    }

    /** Whether somebody cancelled the statement; the server has one SQLSTATE for that and for a timeout, and its words tell. */
    public boolean isCancelledByRequest() {
        return QUERY_CANCELED.equals(sqlState) && message.contains("due to user request");
    }

    /** Whether the same statement may succeed when it is sent again. */
    public boolean isTransient() {
        return sqlState != null && sqlState.length() == 5 && TRANSIENT_CLASSES.contains(sqlState.substring(0, 2));
    }
}
