package io.nightload.step;

import io.nightload.row.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Ends a chunk after so many rows or bytes. Spring Batch takes the null that ends it for the end of the data; the step
 * asks {@link #isAtEnd} and goes on.
 */
final class ChunkReader implements ItemReader<Row> {

    private final ItemReader<Row> source;
    private final ChunkSize size;
    private final long byteLimit;

    private long begun;
    private int rows;
    private long bytes;
    private boolean atEnd;

    ChunkReader(ItemReader<Row> source, ChunkSize size, long byteLimit) {
        this.source = source;
        this.size = size;
        this.byteLimit = byteLimit;
    }

    void beginChunk() {
        rows = 0;
        bytes = 0;
        begun = System.nanoTime();
    }

    /** The chunk is committed. */
    void endChunk() {
        size.took(rows, System.nanoTime() - begun);
    }

    @Override
    public @Nullable Row read() throws Exception {
        return readUpTo(size.rows());
    }

    /** The next row of a chunk that takes so many at most, and no more than the job says. */
    @Nullable
    Row read(int most) throws Exception {
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

    /** Whether the source has said that there is nothing more. */
    boolean isAtEnd() {
        return atEnd;
    }
}
