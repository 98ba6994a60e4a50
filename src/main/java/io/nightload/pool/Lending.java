package io.nightload.pool;

import io.nightload.pool.guard.Caller;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.pool.guard.WatchedConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which connections of a pool are out, and who took them. */
final class Lending {

    private static final Logger LOG = LoggerFactory.getLogger(Lending.class);

    private final Map<Loan, Connection> loans = new LinkedHashMap<>();
    private boolean lost;

    /** A class, not a record: two from one place are two. */
    private static final class Loan {
        private final String place = Caller.place();
    }

    /** Takes back what was lent. */
    @FunctionalInterface
    interface Return {
        void accept(Connection connection) throws SQLException;
    }

    Connection lend(Connection connection, ChunkGuard guard, boolean writes, Return whenClosed) {
        Loan loan = new Loan();
        synchronized (loans) {
            loans.put(loan, connection);
        }
        return WatchedConnection.of(connection, guard, writes, () -> {
            synchronized (loans) {
                loans.remove(loan);
                lost |= isClosed(connection);
            }
            whenClosed.accept(connection);
        });
    }

    /** Whether one that is out has died, or one that came back since this was asked before. */
    boolean hasLost() {
        synchronized (loans) {
            boolean found = lost || loans.values().stream().anyMatch(Lending::isClosed);
            lost = false;
            return found;
        }
    }

    static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            LOG.debug("asking whether a connection is closed", e);
            return true;
        }
    }

    /** Closes what is still out, and says where each was taken. */
    List<String> recall() {
        synchronized (loans) {
            List<String> places = new ArrayList<>();
            loans.forEach((loan, connection) -> {
                places.add(loan.place);
                try {
                    connection.close();
                } catch (SQLException e) {
                    LOG.debug("closing a connection that was taken at {}", loan.place, e);
                }
            });
            loans.clear();
            return places;
        }
    }
}
