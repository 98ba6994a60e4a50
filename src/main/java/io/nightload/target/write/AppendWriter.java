package io.nightload.target.write;

import io.nightload.part.Counts;
import io.nightload.part.StepRuntime;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.target.copy.CopyStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Adds every row: one COPY a chunk. */
final class AppendWriter implements ChunkWriter {

    private final String sql;
    private final CopyStream stream;
    private final Counts counts;
    private long flushes;

    AppendWriter(WritePlan plan, StepRuntime runtime) {
        this.sql = "COPY " + plan.table().name().quoted() + " (" + plan.columns() + ") FROM STDIN"
                + plan.format().clause();
        this.stream = new CopyStream(plan.encoder(runtime.zone()), false, runtime.rejects());
        this.counts = runtime.counts();
    }

    @Override
    public void write(Connection connection, Iterable<? extends Row> rows) throws SQLException {
        int sent = stream.send(connection, sql, rows);
        if (sent > 0) {
            flushes++;
            counts.add(Counts.Kind.INSERTED, sent);
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
