package io.nightload.pool;

import io.nightload.connection.DatabaseSource;
import io.nightload.pool.guard.ChunkGuard;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer's connections: as long as one is enough it is always the same one, whatever readers take from the pool
 * meanwhile. It stays taken until the pool closes, and is replaced only when it is dead.
 */
final class WriterSeat implements DatabaseSource {

    private static final Logger LOG = LoggerFactory.getLogger(WriterSeat.class);

    private final DataSource pool;
    private final Lending lending;
    private final ChunkGuard guard;
    private @Nullable Connection seat;
    private boolean taken;

    WriterSeat(DataSource pool, Lending lending, ChunkGuard guard) {
        this.pool = pool;
        this.lending = lending;
        this.guard = guard;
    }

    @Override
    public synchronized Connection getConnection() throws SQLException {
        if (taken) {
            return lending.lend(pool.getConnection(), guard, true, Connection::close);
        }
        @Nullable Connection sitting = seat;
        if (sitting == null || sitting.isClosed()) {
            sitting = pool.getConnection();
            seat = sitting;
        }
        taken = true;
        return lending.lend(sitting, guard, true, this::giveBack);
    }

    synchronized boolean isLost() {
        return seat != null && Lending.isClosed(seat);
    }

    /** Gives the seat back to the pool. */
    synchronized void leave() {
        try {
            if (seat != null) {
                seat.close();
            }
        } catch (SQLException e) {
            LOG.debug("giving back the writer's connection", e);
        }
        seat = null;
    }

    /** As a pool takes one back: what was left open is rolled back. */
    private synchronized void giveBack(Connection sitting) throws SQLException {
        taken = false;
        if (!sitting.isClosed() && !sitting.getAutoCommit()) {
            sitting.rollback();
            sitting.setAutoCommit(true);
        }
    }
}
