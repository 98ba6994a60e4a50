package io.nightload.target.write;

import io.nightload.part.ChunkEnding;
import io.nightload.part.Counts.Kind;
import io.nightload.part.Publishing;
import io.nightload.part.StepRuntime;
import io.nightload.part.Streaming;
import io.nightload.part.WriteStatistics;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.target.copy.CopyEncoder;
import io.nightload.target.copy.CopyException;
import io.nightload.target.copy.CopyStream;
import io.nightload.target.search.CopySearch;
import io.nightload.target.search.Savepoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** Gathers the rows of a step in a staging table, and brings them into their own when all are there. */
public final class StagingWriter implements ItemStreamWriter<Row>, WriteStatistics, Streaming, Publishing, ChunkEnding {

    /** What the checkpoint's position knows of this writer: the staging table, and how many rows were numbered. */
    private static final String STAGE = "target.stage";

    private static final String ROWS = "target.stage.rows";

    /** The rows of one partition are numbered behind all of the one before it: no partition has a thousand billion rows. */
    private static final int BITS_OF_A_PARTITION = 40;

    private final Supplier<WritePlan> plan;
    private final StepRuntime runtime;
    private final Savepoint savepoint = new Savepoint();
    private @Nullable Open open;
    private long flushes;

    /** What is known once the table was looked at. */
    private static final class Open {
        private final WritePlan plan;
        private final StagingTable staging;
        private final CopyStream stream;
        private final CopySearch search;
        private boolean exists;
        private long rows;

        Open(WritePlan plan, StagingTable staging, StepRuntime runtime) {
            this.plan = plan;
            this.staging = staging;
            CopyEncoder encoder = plan.encoder(runtime.zone());
            this.stream = new CopyStream(encoder, true, runtime.rejects());
            this.search = staging.stage().copySearch(encoder);
        }
    }

    /** @param plan asked for at each opening, so that it knows the table as it is then */
    public StagingWriter(Supplier<WritePlan> plan, StepRuntime runtime) {
        this.plan = plan;
        this.runtime = runtime;
    }

    @Override
    public void open(ExecutionContext context) {
        WritePlan now = plan.get();
        new ChunkConnection(runtime.target())
                .work(now.table().name(), line -> null, connection -> open = open(now, context, connection));
    }

    private Open open(WritePlan now, ExecutionContext context, Connection connection) throws SQLException {
        if (context.containsKey(STAGE)) {
            Open resumed = new Open(now, StagingTable.existing(now, context.getString(STAGE), connection), runtime);
            resumed.exists = true;
            resumed.rows = context.getLong(ROWS);
            return resumed;
        }
        StagingTable.dropOrphans(connection, STAGE);
        return new Open(now, StagingTable.fresh(now), runtime);
    }

    /** @throws CopyException if the server refuses the chunk; its transaction can then only be rolled back */
    @Override
    public void write(Chunk<? extends Row> chunk) {
        stream(chunk);
    }

    @Override
    public void stream(Iterable<? extends Row> rows) {
        Open now = requireOpen();
        new ChunkConnection(runtime.target())
                .work(now.plan.table().name(), now.stream::origin, connection -> write(now, connection, rows));
    }

    private void write(Open now, Connection connection, Iterable<? extends Row> rows) throws SQLException {
        makeSureItExists(now, connection);
        long first = ((long) runtime.partition() << BITS_OF_A_PARTITION) + now.rows;
        long staged = send(now, connection, rows, first);
        int numbered = now.stream.sent().size();
        if (staged > 0) {
            flushes++;
            now.staging.origins().note(connection, now.stream.sent(), first);
            rejectOutside(now, connection, first, first + numbered - 1);
            rejectMissing(now, connection, first, first + numbered - 1);
        }
        now.rows += numbered;
    }

    /** Returns how many rows of the chunk are in the stage. */
    private long send(Open now, Connection connection, Iterable<? extends Row> rows, long first) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(savepoint.here());
            return now.stream.send(connection, now.staging.stage().copy(), rows, first);
        } catch (SQLException e) {
            new Judgement(now.plan.table()).requireSearchable(e);
            return now.search
                    .reject(connection, now.stream, first, runtime.rejects())
                    .count(Kind.INSERTED);
        }
    }

    @Override
    public void endOfChunk() {
        savepoint.forget();
    }

    private void rejectOutside(Open now, Connection connection, long from, long to) throws SQLException {
        @Nullable Slice slice = now.plan.slice();
        if (slice != null) {
            for (long number : now.staging.takeOutside(slice, connection, from, to)) {
                runtime.rejects()
                        .reject(
                                now.stream.numbered(number),
                                new RowError(
                                        "the row lies outside of the slice that is replaced, which is: "
                                                + slice.text().strip(),
                                        null,
                                        null));
            }
        }
    }

    private void rejectMissing(Open now, Connection connection, long from, long to) throws SQLException {
        if (now.plan.mode() == Mode.UPDATE) {
            for (long number : now.staging.takeMissing(connection, from, to)) {
                runtime.rejects().reject(now.stream.numbered(number), now.plan.noSuchRow());
            }
        }
    }

    /** Made in the transaction of the first chunk that has rows, so that it is there exactly if a checkpoint names it. */
    private void makeSureItExists(Open now, Connection connection) throws SQLException {
        if (!now.exists) {
            now.staging.create(connection);
            now.exists = true;
        }
    }

    @Override
    public void update(ExecutionContext context) {
        Open now = requireOpen();
        if (now.exists) {
            context.putString(STAGE, now.staging.name());
            context.putLong(ROWS, now.rows);
        }
    }

    @Override
    public void prepare() {
        Open now = requireOpen();
        new ChunkConnection(runtime.target())
                .work(now.plan.table().name(), line -> null, connection -> makeSureItExists(now, connection));
    }

    @Override
    public boolean publish(BooleanSupplier fewRejects) {
        Open now = requireOpen();
        AtomicBoolean published = new AtomicBoolean();
        new ChunkConnection(runtime.target()).work(now.plan.table().name(), line -> null, connection -> {
            makeSureItExists(now, connection);
            Publisher publisher = new Publisher(now.plan, now.staging, runtime, savepoint);
            published.set(publisher.publish(connection, fewRejects));
            flushes++;
        });
        savepoint.forget();
        return published.get();
    }

    private Open requireOpen() {
        return Objects.requireNonNull(open, "a row came before the writer of its table was opened");
    }

    @Override
    public long flushes() {
        return flushes;
    }
}
