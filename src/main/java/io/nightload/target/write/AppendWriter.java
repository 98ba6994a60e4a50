package io.nightload.target.write;

import io.nightload.part.Counts;
import io.nightload.part.Counts.Kind;
import io.nightload.part.Rejects;
import io.nightload.part.StepRuntime;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.target.copy.CopyEncoder;
import io.nightload.target.copy.CopyStream;
import io.nightload.target.search.CopySearch;
import io.nightload.target.search.Findings;
import io.nightload.target.search.Savepoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Adds every row: one COPY a chunk. */
final class AppendWriter implements ChunkWriter {

    private final String sql;
    private final CopyStream stream;
    private final CopySearch search;
    private final Judgement judgement;
    private final PlannedTypes types;
    private final Savepoint savepoint = new Savepoint();
    private final Counts counts;
    private final Rejects rejects;
    private long flushes;

    AppendWriter(WritePlan plan, StepRuntime runtime) {
        CopyEncoder encoder = plan.encoder(runtime.zone());
        this.sql = "COPY " + plan.target() + " (" + plan.columns() + ") FROM STDIN";
        this.stream = new CopyStream(encoder, false, runtime.rejects());
        this.search = CopySearch.intoTable(
                plan.target(),
                plan.targetColumns(),
                encoder,
                plan.table().judging().byOthers());
        this.judgement = new Judgement(plan.table());
        this.types = PlannedTypes.inTable(plan);
        this.counts = runtime.counts();
        this.rejects = runtime.rejects();
    }

    @Override
    public void write(Connection connection, Iterable<? extends Row> rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(savepoint.here());
            send(connection, statement, rows);
            if (!stream.sent().isEmpty()) {
                types.require(statement); // also where a trigger took all: it has read them
                flushes++;
            }
        }
    }

    private void send(Connection connection, Statement statement, Iterable<? extends Row> rows) throws SQLException {
        try {
            long taken = stream.send(connection, sql, rows);
            judgement.hasten(statement);
            count(taken, 0);
        } catch (SQLException e) {
            judgement.requireSearchable(e);
            Findings findings = search.reject(connection, stream, 0, rejects);
            count(findings.count(Kind.INSERTED), findings.refused().size());
        }
    }

    private void count(long taken, int refused) {
        counts.add(Kind.INSERTED, taken);
        counts.add(Kind.UNCHANGED, stream.sent().size() - taken - refused);
    }

    @Override
    public void endOfChunk() {
        savepoint.forget();
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
