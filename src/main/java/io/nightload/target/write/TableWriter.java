package io.nightload.target.write;

import io.nightload.part.ChunkEnding;
import io.nightload.part.StepRuntime;
import io.nightload.part.Streaming;
import io.nightload.part.WriteStatistics;
import io.nightload.row.Row;
import io.nightload.target.copy.CopyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** Brings rows into a table with each chunk, as its plan says, in the chunk's transaction. */
public final class TableWriter implements ItemStreamWriter<Row>, WriteStatistics, Streaming, ChunkEnding {

    private static final String UNOPENED = "a row came before the writer of its table was opened";

    private final Supplier<WritePlan> plan;
    private final StepRuntime runtime;
    private @Nullable WritePlan now;
    private @Nullable ChunkWriter writer;
    private final List<Row> waiting = new ArrayList<>();

    /** @param plan asked for at each opening, so that it knows the table as it is then */
    public TableWriter(Supplier<WritePlan> plan, StepRuntime runtime) {
        this.plan = plan;
        this.runtime = runtime;
    }

    @Override
    public void open(ExecutionContext context) {
        WritePlan found = plan.get();
        now = found;
        writer = found.mode() == Mode.APPEND ? new AppendWriter(found, runtime) : new MergeWriter(found, runtime);
    }

    /**
     * Where constraints are checked at the end, a chunk's rows wait for the last one: they are good or bad together.
     *
     * @throws CopyException if the server refuses the chunk; its transaction can then only be rolled back
     */
    @Override
    public void write(Chunk<? extends Row> chunk) {
        stream(chunk);
    }

    @Override
    public void stream(Iterable<? extends Row> rows) {
        if (Objects.requireNonNull(now, UNOPENED).table().judging().deferred()) {
            rows.forEach(waiting::add);
        } else {
            send(rows);
        }
    }

    @Override
    public void endOfChunk() {
        if (!waiting.isEmpty()) {
            List<Row> rows = List.copyOf(waiting);
            waiting.clear();
            send(rows);
        }
        Objects.requireNonNull(writer, UNOPENED).endOfChunk();
    }

    private void send(Iterable<? extends Row> rows) {
        ChunkWriter open = Objects.requireNonNull(writer, UNOPENED);
        new ChunkConnection(runtime.target())
                .work(
                        Objects.requireNonNull(now, UNOPENED).table().name(),
                        open::origin,
                        connection -> open.write(connection, rows));
    }

    @Override
    public long flushes() {
        return writer == null ? 0 : writer.flushes();
    }
}
