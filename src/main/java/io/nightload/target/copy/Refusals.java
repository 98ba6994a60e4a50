package io.nightload.target.copy;

import io.nightload.model.TableName;
import io.nightload.row.Origin;
import io.nightload.row.RowError;
import java.sql.SQLException;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns the server's error into one that names table, constraint and row. */
public final class Refusals {

    /** {@code COPY customers, line 17, column email: "…"}; translated servers keep the order of name and number. */
    private static final Pattern CONTEXT = Pattern.compile("COPY .*?, \\p{L}+ (\\d+)", Pattern.DOTALL);

    private Refusals() {}

    /** @param origins the origin of the row that was sent as this line, from 1; null where there is none */
    public static CopyException of(SQLException e, TableName table, IntFunction<@Nullable Origin> origins) {
        ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        if (server == null) {
            return new CopyException(
                    "writing to " + table + ": " + e.getMessage(), table.toString(), e.getSQLState(), null, null, e);
        }
        Origin origin = origin(server.getWhere(), origins);
        StringBuilder message = new StringBuilder(
                isOfTheData(e)
                        ? table + " refused " + (origin == null ? "a row of the chunk" : "the row at " + place(origin))
                        : "writing to " + table);
        message.append(": ").append(server.getMessage());
        if (server.getDetail() != null) {
            message.append(" (").append(server.getDetail()).append(')');
        }
        return new CopyException(
                message.toString(), table.toString(), e.getSQLState(), server.getConstraint(), origin, e);
    }

    /** What the server said behind a failure, without the words of what stands between; null where it said nothing. */
    public static @Nullable SQLException said(Throwable failure) {
        @Nullable SQLException said = null;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            said = cause instanceof SQLException sql ? sql : said; // a batch's wraps the server's
        }
        return said;
    }

    /** Why a row is rejected that the server refuses. */
    public static RowError ofRow(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        if (server == null) {
            return new RowError(String.valueOf(e.getMessage()), e.getSQLState(), null);
        }
        String detail = server.getDetail() == null ? "" : " (" + server.getDetail() + ")";
        return new RowError(server.getMessage() + detail, e.getSQLState(), server.getColumn(), server.getConstraint());
    }

    /** SQLSTATE classes 22, data exceptions, and 23, violated constraints. */
    private static boolean isOfTheData(SQLException e) {
        return e.getSQLState() != null
                && (e.getSQLState().startsWith("22") || e.getSQLState().startsWith("23"));
    }

    private static @Nullable Origin origin(@Nullable String where, IntFunction<@Nullable Origin> origins) {
        if (where == null) {
            return null;
        }
        Matcher m = CONTEXT.matcher(where);
        return m.find() ? origins.apply(Integer.parseInt(m.group(1))) : null;
    }

    private static String place(Origin origin) {
        if (origin.line() > 0) {
            return origin.name() + ":" + origin.line();
        }
        return origin.key() == null ? origin.name() : origin.name() + ", key " + origin.key();
    }
}
