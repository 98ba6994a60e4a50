package io.nightload;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Watches from outside how far a step has come, in the table that the program itself resumes from. */
public record Checkpoints(TestDatabase target) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String NO_SUCH_TABLE = "42P01";

    /** Committed chunks of the step over all executions; 0 before its first. */
    long chunks(String step) {
        if ("f".equals(target.queryOne("SELECT to_regclass('nightload.checkpoint') IS NOT NULL"))) {
            return 0;
        }
        return target.count("SELECT coalesce(sum(chunks), 0) FROM nightload.checkpoint WHERE step = '" + step + "'");
    }

    boolean complete(String step) {
        return "t"
                .equals(target.queryOne(
                        "SELECT coalesce(bool_and(complete), false) FROM nightload.checkpoint WHERE step = '" + step
                                + "'"));
    }

    /** Waits until the step has committed this many chunks, or the program has ended. */
    void awaitChunks(String step, long chunks, Program.Running running) {
        String committed = "SELECT coalesce(sum(chunks), 0) FROM nightload.checkpoint WHERE step = '" + step + "'";
        awaitNumber(committed, chunks, running);
    }

    /** Waits until a query, whose tables may not be there yet, gives this number or more, or the program has ended. */
    void awaitNumber(String query, long least, Program.Running running) {
        try (Watch watch = new Watch(target, query)) {
            await(() -> watch.number() >= least || !running.isAlive(), query + " to give " + least);
        }
    }

    /** One session for many looks, and not one for each: those would leave little of the processor to the program that is watched. */
    private static final class Watch implements AutoCloseable {
        private final TestDatabase target;
        private final String query;
        private @Nullable Connection session;

        Watch(TestDatabase target, String query) {
            this.target = target;
            this.query = query;
        }

        /** 0 as long as nobody can tell. */
        long number() {
            try {
                Connection open = session == null ? target.dataSource().getConnection() : session;
                session = open;
                try (Statement statement = open.createStatement();
                        ResultSet row = statement.executeQuery(query)) {
                    row.next();
                    return row.getLong(1);
                }
            } catch (SQLException e) {
                if (!NO_SUCH_TABLE.equals(e.getSQLState())) {
                    close(); // the server was restarted
                }
                return 0;
            }
        }

        @Override
        public void close() {
            Connection closing = session;
            session = null;
            if (closing != null) {
                try {
                    closing.close();
                } catch (SQLException e) {
                    throw new IllegalStateException("closing a watch over " + query, e);
                }
            }
        }
    }

    /** Looks again every millisecond. */
    public static void await(BooleanSupplier condition, String what) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited " + PATIENCE.toSeconds() + " s for " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
