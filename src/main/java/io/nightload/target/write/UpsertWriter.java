package io.nightload.target.write;

import io.nightload.part.Counts;
import io.nightload.part.StepRuntime;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.target.copy.CopyStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows whose key is new and updates those that differ: the chunk is copied into a temporary table of the session, and one
 * INSERT … ON CONFLICT takes it from there. Of several rows with one key the last one of the chunk counts.
 */
final class UpsertWriter implements ChunkWriter {

    private final UpsertSql sql;
    private final CopyStream stream;
    private final Counts counts;
    private long statements;
    private long flushes;

    UpsertWriter(WritePlan plan, StepRuntime runtime) {
        this.sql = new UpsertSql(plan);
        this.stream = new CopyStream(plan.encoder(runtime.zone()), true, runtime.rejects());
        this.counts = runtime.counts();
    }

    @Override
    public void write(Connection connection, Iterable<? extends Row> rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // In each transaction: an earlier one that made the table may have been rolled back, or the connection be
            // another.
            statement.execute(sql.createStage());
            statements++;
            int sent = stream.send(connection, sql.copy(), rows);
            if (sent > 0) {
                flushes++;
                statements += 2;
                merge(statement, sent);
            }
        }
    }

    private void merge(Statement statement, int sent) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql.merge())) {
            result.next();
            long distinct = result.getLong("rows");
            long written = result.getLong("written");
            long inserted = result.getLong("inserted");
            counts.add(Counts.Kind.SUPERSEDED, sent - distinct);
            counts.add(Counts.Kind.INSERTED, inserted);
            counts.add(Counts.Kind.UPDATED, written - inserted);
            counts.add(Counts.Kind.UNCHANGED, distinct - written);
        }
    }

    @Override
    public @Nullable Origin origin(int line) {
        return stream.origin(line);
    }

    @Override
    public long statements() {
        return statements;
    }

    @Override
    public long flushes() {
        return flushes;
    }
}
