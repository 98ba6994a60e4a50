package io.nightload.cli.history;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.checkpoint.reject.ReplayedBefore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rejected rows of a job instance, as the target has them. */
public final class RejectLog {

    static final String INSTANCE = """
            FROM nightload.reject r WHERE project = ? AND job = ? AND identity = ? AND again = ? AND execution_id <= ?""";

    /** Of those, the ones that were not loaded after all. */
    static final String WAITING = " AND replayed IS NULL";

    /** Of {@link #INSTANCE}. */
    static final int PARAMETERS = 5;

    private final Connection target;

    public RejectLog(Connection target) {
        this.target = target;
    }

    /**
     * The rejects of an instance.
     *
     * @param replayed how many rows that were counted as rejected are loaded by now
     * @param waiting rejects that were not replayed, or in part: each nested row that is still rejected is one
     * @param executions that rejected them
     * @param first some of those that wait, in the order in which they were rejected
     */
    public record Rejects(long replayed, long waiting, List<Long> executions, List<Reject> first) {

        public static final Rejects NONE = new Rejects(0, 0, List.of(), List.of());
    }

    /** A rejected row: where it came from and why it was rejected. */
    public record Reject(
            String step,
            @Nullable String file,
            @Nullable Long line,
            @Nullable String key,
            String reason,
            @Nullable String raw) {}

    /** What an execution rejected, and those before it that it went on from. */
    public Rejects of(Execution execution, int most) throws SQLException {
        try (PreparedStatement statement = prepare(
                "SELECT count(*) FILTER (WHERE " + ReplayedBefore.LOADED
                        + "), count(*) FILTER (WHERE replayed IS NULL), coalesce(array_agg(DISTINCT execution_id), '{}') ",
                "",
                execution)) {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Long[] executions = (Long[]) row.getArray(3).getArray();
                return new Rejects(row.getLong(1), row.getLong(2), Arrays.asList(executions), first(execution, most));
            }
        }
    }

    /** By the numbers of executions, how many of the rows that they rejected are loaded by now; those of which none were are absent. */
    public Map<Long, Long> replayed(List<Execution> executions) throws SQLException {
        Map<Long, Long> replayed = new HashMap<>();
        for (Execution execution : executions) {
            if (execution.rejected() > 0) {
                try (PreparedStatement statement = prepare(
                                "SELECT count(*) ",
                                " AND execution_id = " + execution.id() + " AND " + ReplayedBefore.LOADED,
                                execution);
                        ResultSet row = statement.executeQuery()) {
                    row.next();
                    replayed.put(execution.id(), row.getLong(1));
                }
            }
        }
        replayed.values().removeIf(count -> count == 0);
        return replayed;
    }

    private List<Reject> first(Execution execution, int most) throws SQLException {
        List<Reject> rejects = new ArrayList<>();
        try (PreparedStatement statement = prepare(
                        "SELECT step, file, line, key, reason, coalesce(mended, raw) AS raw ",
                        WAITING + " ORDER BY id LIMIT " + most,
                        execution);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rejects.add(new Reject(
                        row.getString("step"),
                        row.getString("file"),
                        row.getObject("line", Long.class),
                        row.getString("key"),
                        row.getString("reason"),
                        row.getString("raw")));
            }
        }
        return rejects;
    }

    private PreparedStatement prepare(String select, String order, Execution execution) throws SQLException {
        PreparedStatement statement = target.prepareStatement(select + INSTANCE + order);
        bind(statement, execution);
        return statement;
    }

    static void bind(PreparedStatement statement, Execution execution) throws SQLException {
        InstanceKey instance = execution.instance();
        statement.setString(1, instance.project());
        statement.setString(2, instance.job());
        statement.setString(3, instance.identity());
        statement.setInt(4, instance.again());
        statement.setLong(PARAMETERS, execution.id());
    }
}
