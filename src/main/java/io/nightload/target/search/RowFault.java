package io.nightload.target.search;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** Which of the server's errors a single row can be to blame for. */
public final class RowFault {

    /**
     * SQLSTATE classes 22, data exceptions, 23, violated constraints, 44, views' check options, P0, what PL/pgSQL raises, and those that the
     * standard leaves to users; 54000 is a value too long for an index. Nothing that may pass when it is tried again
     * (08, 40, 53, 55, 57), and nothing that is wrong with a trigger rather than with a row (42). For Java and for the server.
     */
    static final String STATES = "^(22|23|44|P|[689I-OQ-WYZ]|54000)";

    private static final Pattern PATTERN = Pattern.compile(STATES);

    private RowFault() {}

    /** Whether the rows around the one that was refused may load. */
    public static boolean isOfARow(SQLException refusal) {
        return refusal.getSQLState() != null
                && PATTERN.matcher(refusal.getSQLState()).find();
    }
}
