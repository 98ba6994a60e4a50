package io.nightload.step;

import io.nightload.row.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Ends a chunk after so many rows or bytes. */
final class ChunkReader implements ChunkSource {

    private final ItemStreamReader<Row> source;
    private final ChunkSize size;
    private final long byteLimit;

    private long begun;
    private int rows;
    private long bytes;
    private boolean atEnd;

    ChunkReader(ItemStreamReader<Row> source, ChunkSize size, long byteLimit) {
        this.source = source;
        this.size = size;
        this.byteLimit = byteLimit;
    }

    @Override
    public void open(ExecutionContext context) {
        source.open(context);
    }

    @Override
    public void beginChunk() {
        rows = 0;
        bytes = 0;
        begun = System.nanoTime();
    }

    @Override
    public void endChunk() {
        size.took(rows, System.nanoTime() - begun);
    }

    @Override
    public List<Row> read() throws Exception {
        List<Row> chunk = new ArrayList<>();
        for (Row row = next(); row != null; row = next()) {
            chunk.add(row);
        }
        return chunk;
    }

    /** The next row of the chunk, or null behind its last one. */
    @Nullable
    Row next() throws Exception {
        return readUpTo(size.rows());
    }

    /** The next row of a chunk that takes so many at most, and no more than the job says; of a step that is only tried. */
    @Nullable
    Row next(int most) throws Exception {
        return readUpTo(size.rowsOf(most));
    }

    private @Nullable Row readUpTo(int limit) throws Exception {
        if (rows >= limit || bytes >= byteLimit) {
            return null;
        }
        @Nullable Row row = source.read();
        if (row == null) {
            atEnd = true;
            return null;
        }
        rows++;
        bytes += row.size();
        return row;
    }

    @Override
    public void update(ExecutionContext context) {
        source.update(context);
    }

    @Override
    public boolean isAtEnd() {
        return atEnd;
    }

    @Override
    public void close() {
        source.close();
    }
}
