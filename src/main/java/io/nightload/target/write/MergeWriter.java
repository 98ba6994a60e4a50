package io.nightload.target.write;

import io.nightload.part.Counts;
import io.nightload.part.Counts.Kind;
import io.nightload.part.Rejects;
import io.nightload.part.StepRuntime;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.target.copy.CopyStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Upserts, updates and deletes by a key: the chunk is copied into a temporary table of the session, and one statement takes it
 * from there. Of several rows with one key the last one of the chunk counts, or the newest.
 */
final class MergeWriter implements ChunkWriter {

    private final WritePlan plan;
    private final Stage stage;
    private final MergeSql sql;
    private final CopyStream stream;
    private final Counts counts;
    private final Rejects rejects;
    private final boolean locks;
    private long flushes;

    MergeWriter(WritePlan plan, StepRuntime runtime) {
        this.plan = plan;
        this.stage = Stage.temporary(plan);
        this.sql = new MergeSql(plan, stage);
        this.stream = new CopyStream(plan.encoder(runtime.zone()), true, runtime.rejects());
        this.counts = runtime.counts();
        this.rejects = runtime.rejects();
        this.locks = runtime.partition() > 0
                && (plan.mode() == Mode.UPDATE || plan.merging().deletes() != null);
    }

    @Override
    public void write(Connection connection, Iterable<? extends Row> rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // In each transaction: an earlier one that made the table may have been rolled back, or the connection be
            // another.
            statement.execute(stage.readyTemporary());
            int sent = stream.send(connection, stage.copy(), rows);
            if (sent > 0) {
                flushes++;
                merge(statement, sent);
            }
        }
    }

    private void merge(Statement statement, int sent) throws SQLException {
        long left = sent;
        if (locks) {
            statement.execute(sql.lock());
        }
        if (plan.mode() == Mode.UPDATE) {
            left -= rejectMissing(statement);
        }
        if (plan.merging().deletes() != null) {
            left -= delete(statement);
        }
        left -= write(statement);
        counts.add(Kind.SUPERSEDED, left);
    }

    private long rejectMissing(Statement statement) throws SQLException {
        long missing = 0;
        try (ResultSet result = statement.executeQuery(sql.takeMissing())) {
            while (result.next()) {
                rejects.reject(stream.numbered(result.getLong(1)), noSuchRow());
                missing++;
            }
        }
        return missing;
    }

    private RowError noSuchRow() {
        return new RowError(
                plan.table().name() + " has no row with this "
                        + String.join(", ", plan.merging().key())
                        + ", and mode update adds none: mode upsert does",
                null,
                plan.merging().key().get(0));
    }

    /** Before others are written: a row may take over what is unique in one that goes. Returns the distinct keys. */
    private long delete(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql.delete())) {
            result.next();
            long distinct = result.getLong("rows");
            long deleted = result.getLong("deleted");
            counts.add(Kind.DELETED, deleted);
            counts.add(Kind.UNCHANGED, distinct - deleted);
            return distinct;
        }
    }

    /** Returns the distinct keys. */
    private long write(Statement statement) throws SQLException {
        String merge = plan.mode() == Mode.UPDATE ? sql.update() : sql.upsert();
        try (ResultSet result = statement.executeQuery(merge)) {
            result.next();
            long distinct = result.getLong("rows");
            long written = result.getLong("written");
            long inserted = result.getLong("inserted");
            counts.add(Kind.INSERTED, inserted);
            counts.add(Kind.UPDATED, written - inserted);
            counts.add(Kind.UNCHANGED, distinct - written);
            return distinct;
        }
    }

    @Override
    public @Nullable Origin origin(int line) {
        return stream.origin(line);
    }

    @Override
    public long flushes() {
        return flushes;
    }
}
