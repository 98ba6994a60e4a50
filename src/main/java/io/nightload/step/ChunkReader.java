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
    private final int rowLimit;
    private final long byteLimit;

    private int rows;
    private long bytes;
    private boolean atEnd;

    ChunkReader(ItemReader<Row> source, int rowLimit, long byteLimit) {
        this.source = source;
        this.rowLimit = rowLimit;
        this.byteLimit = byteLimit;
    }

    @Override
    public @Nullable Row read() throws Exception {
        if (rows == rowLimit || bytes >= byteLimit) {
            rows = 0;
            bytes = 0;
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
