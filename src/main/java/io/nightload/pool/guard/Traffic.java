package io.nightload.pool.guard;

import io.nightload.spec.sql.SqlStatement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What goes through one connection, judged before it is sent. */
final class Traffic {

    /** What changes nothing, so that it may run beside the chunk's transaction in one of its own. */
    private static final Set<String> READS =
            Set.of("SELECT", "WITH", "VALUES", "TABLE", "SHOW", "SET", "RESET", "EXPLAIN", "FETCH", "DECLARE", "CLOSE");

    private final ChunkGuard guard;
    private final boolean writes;
    private boolean autoCommit = true;

    Traffic(ChunkGuard guard, boolean writes) {
        this.guard = guard;
        this.writes = writes;
    }

    void beforeStatement(String sql) {
        requireInTransaction(sql);
        guard.sent(sql);
    }

    void beforeCopy(String sql) {
        requireInTransaction(sql);
        guard.copied(sql);
    }

    private void requireInTransaction(String sql) {
        if (!writes) {
            return;
        }
        for (SqlStatement statement : SqlStatement.ofScript(sql)) {
            if (autoCommit && !READS.contains(statement.verb())) {
                guard.requireOwnEnd(statement.verb() + " in autocommit mode");
            } else if (!autoCommit && statement.controlsTransaction()) {
                guard.requireOwnEnd(statement.verb());
            }
        }
    }

    void beforeEnd(String what) {
        if (writes) {
            guard.requireOwnEnd(what);
        }
    }

    /** Switching to autocommit commits what is open. */
    void beforeAutoCommit(boolean on) {
        if (on && !autoCommit) {
            beforeEnd("setAutoCommit(true)");
        }
        autoCommit = on;
    }

    @Nullable
    Object ended(boolean committed) {
        guard.ended(committed && writes);
        return null;
    }
}
