package io.nightload.step;

import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.pool.guard.ChunkGuard;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * The chunk's transactions on the target. A connection that dies between COMMIT and its answer leaves it open whether
 * the chunk is in; the checkpoint, which is part of the chunk, tells.
 */
final class TargetTransactionManager extends JdbcTransactionManager {

    private static final Logger LOG = LoggerFactory.getLogger(TargetTransactionManager.class);
    private static final long serialVersionUID = 1;

    private final transient StepCheckpoint checkpoint;

    private final transient ChunkGuard guard;

    TargetTransactionManager(DataSource target, StepCheckpoint checkpoint, ChunkGuard guard) {
        super(target);
        this.guard = guard;
        this.checkpoint = checkpoint;
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        try {
            guard.endChunk(() -> super.doCommit(status));
        } catch (DataAccessException | TransactionException e) {
            if (!isConnectionLost(e) || !checkpoint.isLastWriteCommitted()) {
                throw e;
            }
            LOG.info("the answer to a COMMIT was lost; the checkpoint shows that the chunk is in");
        }
    }

    /** A dead connection has rolled back already. */
    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        try {
            guard.endChunk(() -> super.doRollback(status));
        } catch (DataAccessException | TransactionException e) {
            if (!isConnectionLost(e) && !isConnectionClosed()) {
                throw e;
            }
            LOG.debug("the connection died before its rollback", e);
        }
    }

    /** The pool closes one that has reported a lost connection, and says so without a SQLSTATE. */
    private boolean isConnectionClosed() {
        try {
            return DataSourceUtils.getConnection(obtainDataSource()).isClosed();
        } catch (CannotGetJdbcConnectionException | SQLException e) {
            LOG.debug("asking whether a connection is closed", e);
            return true;
        }
    }

    /** SQLSTATE class 08, connection exceptions, and 57P, an operator's intervention. */
    static boolean isConnectionLost(Throwable error) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
                return true;
            }
        }
        return false;
    }
}
