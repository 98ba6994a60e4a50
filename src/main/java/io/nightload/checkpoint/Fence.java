package io.nightload.checkpoint;

import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How one holder takes a checkpoint: by raising its fence, behind which whoever wrote before cannot commit.
 *
 * <p>It is known again by its name in the row and not by the number of the fence: the answer to the COMMIT that raised it may have been lost.
 *
 * @param run which has to be the last one of its instance to take the checkpoint, or to take it again; null where that is not asked
 * @param step the checkpoint that has to be held to take this one, of a partition; null where there is none
 */
record Fence(
        CheckpointKey key,
        Duration lockTimeout,
        UUID holder,
        @Nullable UUID run,
        @Nullable StepCheckpoint step) {

    private static final int TRIES = 3;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Ends the backends that checkpoints name, {@code c}; to be followed by a condition that says which. */
    static final String END_WRITERS = """
            SELECT pg_catalog.pg_terminate_backend(a.pid) FROM nightload.checkpoint c
            JOIN pg_catalog.pg_stat_activity a ON a.pid = c.writer_pid AND a.backend_start = c.writer_started
            WHERE\s""";

    Fence(CheckpointKey key, Duration lockTimeout, @Nullable UUID run, @Nullable StepCheckpoint step) {
        this(key, lockTimeout, UUID.randomUUID(), run, step);
    }

    /**
     * Ends the backend of whoever wrote before, and raises the fence by one.
     *
     * @param mine what this holder held, or null where it takes the checkpoint from whoever holds it
     * @throws FencedException if another one has taken it from this holder
     */
    Checkpoint raise(DataSource connections, @Nullable Checkpoint mine) {
        JdbcTemplate fencing = new JdbcTemplate(connections);
        if (mine == null) {
            requireLast(fencing);
        }
        for (int attempt = 1; ; attempt++) {
            endWriter(fencing, mine);
            try {
                return raiseOnce(connections, mine);
            } catch (DataAccessException e) {
                if (attempt == TRIES || !isLockTimeout(e)) {
                    throw e;
                }
            }
        }
    }

    /** A run that was overtaken while it was paused must not end the backend of the live one. */
    private void requireLast(JdbcTemplate fencing) {
        if (run != null && !isLast(fencing, run)) {
            throw new FencedException(key);
        }
    }

    private boolean isLast(JdbcTemplate fencing, UUID last) {
        InstanceKey of = key.instance();
        return !fencing.queryForList(
                        "SELECT 1 FROM nightload.instance WHERE (project, job, identity, again, run) = (?, ?, ?, ?, ?) FOR SHARE",
                        of.project(),
                        of.job(),
                        of.identity(),
                        of.again(),
                        last)
                .isEmpty();
    }

    /** Ends the backend that the checkpoint names: who held it before only his own. */
    private void endWriter(JdbcTemplate fencing, @Nullable Checkpoint mine) {
        @Nullable Long stepFence = step == null ? null : step.held().fence();
        fencing.query(END_WRITERS + """
                (c.project, c.job, c.identity, c.again, c.step, c.partition) = (?, ?, ?, ?, ?, ?)
                  AND c.holder IS NOT DISTINCT FROM coalesce(?, c.holder) AND a.pid <> pg_catalog.pg_backend_pid()
                  AND (?::bigint IS NULL OR EXISTS (
                    SELECT FROM nightload.checkpoint s
                    WHERE (s.project, s.job, s.identity, s.again, s.step, s.partition, s.fence)
                        = (c.project, c.job, c.identity, c.again, c.step, 0, ?)))""", row -> {}, keyAnd(known(mine), bigint(stepFence), bigint(stepFence)));
    }

    Checkpoint raiseOnce(DataSource connections, @Nullable Checkpoint mine) {
        @Nullable
        Checkpoint taken = new TransactionTemplate(new JdbcTransactionManager(connections))
                .execute(status -> raiseLocked(new JdbcTemplate(connections), mine));
        return Objects.requireNonNull(taken);
    }

    private Checkpoint raiseLocked(JdbcTemplate fencing, @Nullable Checkpoint mine) {
        endIfItStandsStill(fencing);
        fencing.execute("SET LOCAL lock_timeout = " + lockTimeout.toMillis());
        requireLast(fencing);
        if (step != null) {
            step.requireHeld(fencing);
        }
        fencing.update(
                "INSERT INTO nightload.checkpoint (project, job, identity, again, step, partition)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                key.columns());
        return fencing
                .query(
                        "UPDATE nightload.checkpoint SET fence = fence + 1, holder = '" + holder
                                + "', writer_pid = pg_catalog.pg_backend_pid(),"
                                + " writer_started = (SELECT backend_start FROM pg_catalog.pg_stat_activity"
                                + " WHERE pid = pg_catalog.pg_backend_pid())" + StepCheckpoint.KEY
                                + " AND holder IS NOT DISTINCT FROM coalesce(?, holder) RETURNING "
                                + StepCheckpoint.COLUMNS,
                        StepCheckpoint::read,
                        keyAnd(known(mine)))
                .stream()
                .findFirst()
                .orElseThrow(() -> new FencedException(key, mine == null ? 0 : mine.fence()));
    }

    /**
     * Has the server end the session where its process stops within this transaction: no checkpoint names its backend yet, so that who takes
     * over cannot end it, and would wait for its locks as long as it stands still.
     */
    static void endIfItStandsStill(JdbcTemplate transaction) {
        transaction.execute("SET LOCAL idle_in_transaction_session_timeout = '5s'");
    }

    private SqlParameterValue known(@Nullable Checkpoint mine) {
        return new SqlParameterValue(Types.OTHER, mine == null ? null : holder);
    }

    private static SqlParameterValue bigint(@Nullable Long value) {
        return new SqlParameterValue(Types.BIGINT, value);
    }

    private Object[] keyAnd(SqlParameterValue... more) {
        List<Object> values = new ArrayList<>(List.of(key.columns()));
        values.addAll(List.of(more));
        return values.toArray();
    }

    private static boolean isLockTimeout(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState());
    }
}
