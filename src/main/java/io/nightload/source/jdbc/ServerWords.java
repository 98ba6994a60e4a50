package io.nightload.source.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a database says is wrong, in one line, without its driver's additions. */
final class ServerWords {

    private ServerWords() {}

    static String of(SQLException failure) {
        @Nullable ServerErrorMessage server = failure instanceof PSQLException e ? e.getServerErrorMessage() : null;
        @Nullable String message = server == null ? failure.getMessage() : server.getMessage();
        String hint = server == null || server.getHint() == null ? "" : " (" + server.getHint() + ")";
        String state = failure.getSQLState() == null ? "" : " (SQLSTATE " + failure.getSQLState() + ")";
        return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ") + state + hint;
    }
}
