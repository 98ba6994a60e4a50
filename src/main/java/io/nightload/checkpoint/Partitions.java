package io.nightload.checkpoint;

import io.nightload.part.Source;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The checkpoints of a step's partitions. The step's own has the number 0. */
public final class Partitions {

    private static final String STEP =
            " WHERE project = ? AND job = ? AND identity = ? AND again = ? AND step = ? AND partition > ?";

    /** Rows are never deleted: their fences must not begin anew, as long as a writer of an earlier run may be alive. */
    private static final String FREEZE = """
            INSERT INTO nightload.checkpoint AS c (project, job, identity, again, step, partition, position, bounds)
            VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
            ON CONFLICT (project, job, identity, again, step, partition)
            DO UPDATE SET position = excluded.position, bounds = excluded.bounds, complete = false, counts = '{}', chunks = 0""";

    private final JdbcTemplate jdbc;
    private final CheckpointKey step;

    /** @param step with the number 0 */
    public Partitions(DataSource target, CheckpointKey step) {
        this.jdbc = new JdbcTemplate(target);
        this.step = step;
    }

    /** In their order; empty where the step has none, or has not begun. */
    public List<FrozenPartition> find() {
        return jdbc.query(
                "SELECT partition, bounds, " + StepCheckpoint.COLUMNS + " FROM nightload.checkpoint" + STEP
                        + " AND bounds IS NOT NULL ORDER BY partition",
                (row, n) -> new FrozenPartition(
                        new CheckpointKey(step.instance(), step.step(), row.getInt("partition")),
                        Json.partition(row.getString("bounds")),
                        StepCheckpoint.read(row, n)),
                step.columns());
    }

    /** The first thing in the transaction that freezes them, which has locks before a checkpoint names its backend. */
    public void beginFreezing() {
        Fence.endIfItStandsStill(jdbc);
    }

    /**
     * Freezes them, in a transaction that has frozen the step itself: from here on they are what it is read in. What those
     * before them have committed is forgotten, their rejected rows too.
     *
     * @param position that each of them begins with
     */
    public void freeze(List<Source.Partition> partitions, Map<String, Object> position) {
        for (int i = 0; i < partitions.size(); i++) {
            jdbc.update(FREEZE, row(i + 1, Json.write(position), Json.write(partitions.get(i))));
        }
        jdbc.update("DELETE FROM nightload.reject" + STEP, step.columns());
        Object[] surplus = step.columns();
        surplus[surplus.length - 1] = partitions.size();
        jdbc.update("UPDATE nightload.checkpoint SET bounds = NULL, complete = true" + STEP, surplus);
    }

    private Object[] row(int number, String position, String bounds) {
        Object[] key = new CheckpointKey(step.instance(), step.step(), number).columns();
        Object[] row = java.util.Arrays.copyOf(key, key.length + 2);
        row[key.length] = position;
        row[key.length + 1] = bounds;
        return row;
    }
}
