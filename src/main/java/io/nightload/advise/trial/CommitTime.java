package io.nightload.advise.trial;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import javax.sql.DataSource;

/**
 * How long the target takes to commit something. What is committed is a message in its write-ahead log that nobody listens to: it is
 * flushed like a chunk, and changes no table.
 */
public final class CommitTime {

    private static final int TIMES = 7;

    private static final double NANOS_PER_SECOND = 1e9;

    private CommitTime() {}

    /** The median of a few, in seconds. */
    public static double seconds(DataSource target) throws SQLException {
        double[] seconds = new double[TIMES];
        try (Connection connection = target.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < TIMES; i++) {
                statement.execute("SELECT pg_catalog.pg_logical_emit_message(true, 'nightload advise', '')");
                long start = System.nanoTime();
                connection.commit();
                seconds[i] = (System.nanoTime() - start) / NANOS_PER_SECOND;
            }
        }
        Arrays.sort(seconds);
        return seconds[TIMES / 2];
    }
}
