package io.nightload.target.write;

import io.nightload.model.TableName;
import io.nightload.part.StepRuntime;
import io.nightload.part.WriteStatistics;
import io.nightload.row.Row;
import io.nightload.target.copy.CopyException;
import io.nightload.target.copy.Refusals;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Writes rows to a table, as its plan says, in the transaction that it finds on the target's connection. */
public final class TableWriter implements ItemStreamWriter<Row>, WriteStatistics {

    private final Supplier<WritePlan> plan;
    private final StepRuntime runtime;
    private @Nullable ChunkWriter writer;
    private TableName table = new TableName(null, "?");

    /** @param plan asked for at each opening, so that it knows the table as it is then */
    public TableWriter(Supplier<WritePlan> plan, StepRuntime runtime) {
        this.plan = plan;
        this.runtime = runtime;
    }

    @Override
    public void open(ExecutionContext context) {
        WritePlan now = plan.get();
        table = now.table().name();
        writer = now.key().isEmpty() ? new AppendWriter(now, runtime) : new UpsertWriter(now, runtime);
    }

    /** @throws CopyException if the server refuses the chunk; its transaction can then only be rolled back */
    @Override
    public void write(Chunk<? extends Row> chunk) {
        ChunkWriter open = requireOpen();
        Connection connection = DataSourceUtils.getConnection(runtime.target());
        try {
            open.write(connection, chunk);
        } catch (SQLException e) {
            throw Refusals.of(e, table, open::origin);
        } finally {
            DataSourceUtils.releaseConnection(connection, runtime.target());
        }
    }

    @Override
    public long statements() {
        return writer == null ? 0 : writer.statements();
    }

    @Override
    public long flushes() {
        return writer == null ? 0 : writer.flushes();
    }

    private ChunkWriter requireOpen() {
        if (writer == null) {
            throw new IllegalStateException("a row came before the writer of its table was opened");
        }
        return writer;
    }
}
