package io.nightload.step;

import io.nightload.row.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The rows of a step, chunk by chunk. Spring Batch takes the null that ends a chunk for the end of the data; the step asks
 * {@link #isAtEnd} and goes on.
 */
interface ChunkSource extends AutoCloseable {

    /** Seeks to where the context says. */
    void open(ExecutionContext context);

    void beginChunk();

    /** The next row of the chunk, or null behind its last one. */
    @Nullable
    Row read() throws Exception;

    /** Puts the position behind the chunk's rows. */
    void update(ExecutionContext context);

    /** The chunk is committed. */
    void endChunk();

    /** Whether the source has said that there is nothing more behind the chunk. */
    boolean isAtEnd();

    @Override
    void close();
}
