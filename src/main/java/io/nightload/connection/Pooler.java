package io.nightload.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Recognises a connection pooler that gives each transaction another session of the server, as PgBouncer's transaction mode
 * does. A lease, temporary tables and settings belong to a session: a run would lose them between two transactions. A pooler
 * that keeps one session for each connection does no harm.
 */
final class Pooler {

    static final String SESSION = "SELECT pg_catalog.pg_backend_pid()";

    /** PostgreSQL's code of what is not supported. */
    static final String NOT_SUPPORTED = "0A000";

    /** A session that was just left is the first to be given to the next one who asks. */
    private static final int LOOKS = 3;

    private Pooler() {}

    /**
     * Whether something stands between: it makes up a number of its own for the session.
     *
     * @param session the server's number of it
     */
    static boolean standsBefore(Connection connection, int session) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID() != session;
    }

    /** Whether two connections are not answered by a session each. */
    static boolean mixes(Connection one, Connection other) throws SQLException {
        Set<Integer> ofOne = new HashSet<>();
        Set<Integer> ofOther = new HashSet<>();
        for (int look = 0; look < LOOKS; look++) {
            ofOne.add(session(one));
            ofOther.add(session(other));
        }
        return ofOne.size() > 1 || ofOther.size() > 1 || !Collections.disjoint(ofOne, ofOther);
    }

    private static int session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SESSION)) {
            row.next();
            return row.getInt(1);
        }
    }

    static SQLException refusal() {
        return new SQLException(
                "a connection pooler in between gives each transaction another session of the server, and a run's lease,"
                        + " temporary tables and settings need one",
                NOT_SUPPORTED);
    }
}
