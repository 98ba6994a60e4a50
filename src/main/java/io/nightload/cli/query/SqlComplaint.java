package io.nightload.cli.query;

import io.nightload.connection.ServerError;
import java.util.ArrayList;
import java.util.List;

/** What the server says against a statement, with the line that is meant and a caret under the place. */
public final class SqlComplaint {

    /** The server speaks of a cursor, which a person has never heard of. */
    private static final String NO_QUERY_OF_A_CURSOR = "42P11";

    private static final String READ_ONLY = "25006";

    private final ServerError error;
    private final String sql;

    public SqlComplaint(ServerError error, String sql) {
        this.error = error;
        this.sql = sql;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        String state = error.sqlState() == null ? "" : " (SQLSTATE " + error.sqlState() + ")";
        if (NO_QUERY_OF_A_CURSOR.equals(error.sqlState())) {
            lines.add("query takes one statement that reads (SELECT, WITH, VALUES, TABLE, EXPLAIN or SHOW), and this is"
                    + " another, or several, or none" + state);
            return lines;
        }
        lines.add(error.message() + state);
        if (error.position() > 0 && error.position() <= sql.codePointCount(0, sql.length()) + 1) {
            addPlace(lines);
        }
        if (error.detail() != null) {
            lines.add(error.detail());
        }
        if (error.hint() != null) {
            lines.add(error.hint());
        }
        if (READ_ONLY.equals(error.sqlState())) {
            lines.add(
                    "query only reads: a WITH that inserts, updates or deletes, and a function that writes, are refused");
        }
        return lines;
    }

    private void addPlace(List<String> lines) {
        int at = sql.offsetByCodePoints(0, error.position() - 1);
        int begin = sql.lastIndexOf('\n', at - 1) + 1;
        int end = sql.indexOf('\n', at);
        String line = sql.substring(begin, end < 0 ? sql.length() : end).replace('\t', ' ');
        lines.add("  " + line);
        lines.add("  " + " ".repeat(sql.codePointCount(begin, at)) + "^");
    }
}
