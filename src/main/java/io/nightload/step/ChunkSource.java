package io.nightload.step;

import io.nightload.row.Row;
import java.util.List;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** The rows of a step, chunk by chunk. */
interface ChunkSource extends AutoCloseable {

    /** Seeks to where the context says. */
    void open(ExecutionContext context);

    void beginChunk();

    /** The rows of the chunk, none behind the last one of the data; asked once a chunk. */
    List<Row> read() throws Exception;

    /** Puts the position behind the chunk's rows. */
    void update(ExecutionContext context);

    /** The chunk is committed. */
    void endChunk();

    /** Whether the source has said that there is nothing more behind the chunk. */
    boolean isAtEnd();

    @Override
    void close();
}
