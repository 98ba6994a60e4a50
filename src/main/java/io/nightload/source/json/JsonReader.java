package io.nightload.source.json;

import io.nightload.part.Source;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.source.file.FileCheckpoint;
import io.nightload.source.file.FilePosition;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads the rows of several JSON files, one file after the other. Used by one thread, but for its progress. */
final class JsonReader implements ItemStreamReader<Row>, Source.Progress {

    /** Enough that beginning a block costs nothing beside parsing; a row keeps its block alive. */
    private static final int BATCH_BYTES = 256 * 1024;

    private final JsonPlan plan;
    private final RecordParser parser;
    private final Schema schema;
    private int index;
    private @Nullable RecordFinder file;
    private @Nullable Batch batch;
    private int row;
    private FilePosition place = FilePosition.START;
    private volatile long done;

    JsonReader(JsonPlan plan) {
        this.plan = plan;
        this.schema = plan.schema();
        this.parser = new RecordParser(plan.layout().root(), plan.ignoreUnknown());
    }

    @Override
    public void open(ExecutionContext context) {
        FileCheckpoint last = FileCheckpoint.of(context, plan.range());
        index = last.file();
        place = last.position();
        batch = null;
        try {
            openFile();
        } catch (IOException e) {
            throw new ItemStreamException(e.getMessage(), e);
        }
    }

    @Override
    public @Nullable Row read() throws IOException {
        Batch current = batch;
        if (current == null || row == current.count()) {
            current = nextBatch();
            batch = current;
            row = 0;
        }
        return current == null ? null : current.row(schema, row++);
    }

    private @Nullable Batch nextBatch() throws IOException {
        place = place();
        for (RecordFinder current = file; current != null; current = nextFile()) {
            Batch next = new Batch(plan.files().get(index).file().name(), plan.levels());
            while (next.size() < BATCH_BYTES && current.next()) {
                parser.parse(current.found(), next);
            }
            done = sizes(index) + current.consumed() - before();
            if (next.count() > 0) {
                return next.seal();
            }
        }
        return null;
    }

    private @Nullable RecordFinder nextFile() throws IOException {
        index++;
        place = FilePosition.START;
        return openFile();
    }

    private @Nullable RecordFinder openFile() throws IOException {
        close();
        done = Math.min(total(), Math.max(0, sizes(index) - before()));
        if (plan.range().has(index)) {
            file = RecordFinder.open(
                    plan.files().get(index), place, plan.range().endIn(index));
        }
        return file;
    }

    /** Bytes before the range. */
    private long before() {
        return sizes(plan.range().file()) + plan.range().offset();
    }

    private long sizes(int count) {
        return plan.files().stream()
                .limit(count)
                .mapToLong(f -> f.file().size())
                .sum();
    }

    /** Behind the last row that was handed out: what is parsed beyond it has to be read again. */
    private FilePosition place() {
        Batch current = batch;
        return current == null || row == 0 ? place : current.after(row - 1);
    }

    @Override
    public void update(ExecutionContext context) {
        new FileCheckpoint(index, place()).keepIn(context);
    }

    @Override
    public void close() {
        RecordFinder open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new ItemStreamException("closing a file: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public long total() {
        return sizes(plan.range().endFile()) + plan.range().end() - before();
    }
}
