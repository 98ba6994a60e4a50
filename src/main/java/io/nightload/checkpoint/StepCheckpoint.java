package io.nightload.checkpoint;

import io.nightload.part.Counts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The checkpoint of a step while one run holds it. Taking it raises the fence before anything is read, and ends the
 * backend of whoever wrote before, which may hold an unfinished chunk.
 */
public final class StepCheckpoint {

    /** How long a dead writer's backend may take to let go of the row, per try. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

    static final String KEY =
            " WHERE project = ? AND job = ? AND identity = ? AND again = ? AND step = ? AND partition = ?";

    static final String COLUMNS = "fence, position, counts, chunks, inputs, definition, complete";

    private final DataSource target;
    private final DataSource direct;
    private final JdbcTemplate jdbc;
    private final CheckpointKey key;
    private final Fence fence;
    private Checkpoint held;
    private long written;
    private boolean heldByWriter = true;

    private StepCheckpoint(DataSource target, DataSource direct, Fence fence, @Nullable Checkpoint before) {
        this.target = target;
        this.direct = direct;
        this.jdbc = new JdbcTemplate(target);
        this.key = fence.key();
        this.fence = fence;
        this.held = fence.raise(target, before);
        this.written = held.chunks();
    }

    /**
     * Takes the checkpoint, making it where there is none.
     *
     * @param target the writer's pool of one connection; the fence is raised on the connection that will write
     * @param direct new connections to the same database, for when the writer's is dead
     */
    public static StepCheckpoint take(DataSource target, DataSource direct, CheckpointKey key) {
        return take(target, direct, key, LOCK_TIMEOUT);
    }

    /**
     * Likewise, as long as this is the last run that has begun the instance.
     *
     * @throws FencedException if there is a later one
     */
    public static StepCheckpoint take(DataSource target, DataSource direct, CheckpointKey key, UUID run) {
        return new StepCheckpoint(target, direct, new Fence(key, LOCK_TIMEOUT, run, null), null);
    }

    /** @param lockTimeout how long each try may wait for the checkpoint's row */
    static StepCheckpoint take(DataSource target, DataSource direct, CheckpointKey key, Duration lockTimeout) {
        return new StepCheckpoint(target, direct, new Fence(key, lockTimeout, null, null), null);
    }

    /**
     * Takes the checkpoint of one of its partitions, as long as this one is held itself: a run that was overtaken ends nobody.
     *
     * @param number from 1
     * @throws FencedException if another run has taken the step
     */
    public StepCheckpoint takePartition(DataSource target, DataSource direct, int number) {
        CheckpointKey partition = new CheckpointKey(key.instance(), key.step(), number);
        return new StepCheckpoint(target, direct, new Fence(partition, fence.lockTimeout(), fence.run(), this), null);
    }

    /**
     * Takes it anew on other connections to the same database, for another attempt of the same run.
     *
     * @throws FencedException if another run has taken it meanwhile
     */
    public StepCheckpoint takeAgain(DataSource newTarget, DataSource newDirect) {
        return new StepCheckpoint(newTarget, newDirect, fence, held);
    }

    /**
     * Names no backend any more: for who has taken it to keep others from writing and gives its connection back, which another
     * one will write with.
     */
    public void leave() {
        requireFence(jdbc.update(
                "UPDATE nightload.checkpoint SET writer_pid = NULL, writer_started = NULL" + KEY + " AND fence = ?",
                with()));
    }

    /** The checkpoint as it stands, without taking it. */
    public static Optional<Checkpoint> peek(DataSource target, CheckpointKey key) {
        return new JdbcTemplate(target)
                        .query(
                                "SELECT " + COLUMNS + " FROM nightload.checkpoint" + KEY,
                                StepCheckpoint::read,
                                key.columns())
                        .stream()
                        .findFirst();
    }

    /** As it was when it was taken, or resolved last. */
    public Checkpoint held() {
        return held;
    }

    /**
     * Freezes what the step reads and does, before its first chunk.
     *
     * @param position that it begins with
     */
    public void begin(String inputs, String definition, Map<String, Object> position) {
        int rows = jdbc.update(
                "UPDATE nightload.checkpoint SET inputs = ?::jsonb, definition = ?, position = ?::jsonb" + KEY
                        + " AND fence = ?",
                with(inputs, definition, Json.write(position)));
        requireFence(rows);
    }

    /**
     * After the writer's connection was given back, for others to use: makes sure that it names the one which will write now.
     *
     * @throws FencedException if another run has taken it meanwhile
     */
    public void moveToWriter() {
        held = fence.raiseOnce(target, held);
    }

    /**
     * Writes how far the step is, inside the chunk's transaction, on its connection.
     *
     * @throws FencedException if another run has taken the checkpoint
     */
    public void write(Map<String, Object> position, Counts counts, boolean complete) {
        int rows = jdbc.update(
                "UPDATE nightload.checkpoint SET position = ?::jsonb, counts = ?::jsonb, complete = ?, chunks = ?,"
                        + " updated = pg_catalog.clock_timestamp()" + KEY + " AND fence = ?",
                with(Json.write(position), Json.write(counts.snapshot()), complete, written + 1));
        requireFence(rows);
        written++;
    }

    /**
     * After a COMMIT whose answer was lost: takes the checkpoint anew and tells whether the last write is in it.
     *
     * @throws FencedException if another run has taken it meanwhile
     */
    public boolean isLastWriteCommitted() {
        long wanted = written;
        heldByWriter = false;
        retake(direct);
        return held.chunks() == wanted;
    }

    /** Before a chunk: makes sure that the checkpoint names the backend which will write. */
    public void beforeChunk() {
        if (!heldByWriter) {
            retake(target);
            heldByWriter = true;
        }
    }

    private void retake(DataSource connections) {
        held = fence.raise(connections, held);
        written = held.chunks();
    }

    /** Until the end of the transaction nobody else takes it. */
    void requireHeld(JdbcTemplate fencing) {
        requireFence(fencing.query(
                        "SELECT fence FROM nightload.checkpoint" + KEY + " AND fence = ? FOR SHARE",
                        (row, number) -> row.getLong(1),
                        with())
                .size());
    }

    static Checkpoint read(ResultSet row, int number) throws SQLException {
        return new Checkpoint(
                row.getLong("fence"),
                Json.position(row.getString("position")),
                Json.counts(row.getString("counts")),
                row.getLong("chunks"),
                row.getString("inputs"),
                row.getString("definition"),
                row.getBoolean("complete"));
    }

    /** The values of the SET list, then the key's, then the fence. */
    private Object[] with(Object... values) {
        Object[] columns = key.columns();
        Object[] all = new Object[values.length + columns.length + 1];
        System.arraycopy(values, 0, all, 0, values.length);
        System.arraycopy(columns, 0, all, values.length, columns.length);
        all[all.length - 1] = held.fence();
        return all;
    }

    private void requireFence(int rows) {
        if (rows != 1) {
            throw new FencedException(key, held.fence());
        }
    }
}
