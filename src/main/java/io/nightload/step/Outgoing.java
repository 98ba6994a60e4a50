package io.nightload.step;

import io.nightload.part.ChunkEnding;
import io.nightload.part.Counts;
import io.nightload.part.Stage;
import io.nightload.row.Row;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** What comes out of the transforms, on its way to the writer. */
final class Outgoing implements Stage.Next {

    /** As many rows are sent at once, or as many as were read, where a transform makes more of them. */
    private static final int LEAST = 10_000;

    private final ItemStreamWriter<Row> writer;
    private Chunk<Row> rows = new Chunk<>();
    private int most = LEAST;

    Outgoing(ItemStreamWriter<Row> writer) {
        this.writer = writer;
    }

    /** Takes the rows of a chunk through the transforms, and sends what comes out. */
    void send(Chunk<? extends Row> chunk, RowChain chain, Counts counts) throws Exception {
        if (chain.isEmpty() && areGood(chunk)) {
            counts.add(Counts.Kind.READ, chunk.size());
            writer.write(chunk);
        } else {
            most = Math.max(LEAST, chunk.size());
            chain.chunk(chunk);
            flush();
        }
        if (writer instanceof ChunkEnding ending) {
            ending.endOfChunk();
        }
    }

    private static boolean areGood(Chunk<? extends Row> chunk) {
        for (Row row : chunk) {
            if (row.error() != null) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void row(Row row) throws Exception {
        rows.add(row);
        if (rows.size() >= most) {
            flush();
        }
    }

    private void flush() throws Exception {
        if (!rows.isEmpty()) {
            Chunk<Row> sent = rows;
            rows = new Chunk<>();
            writer.write(sent);
        }
    }
}
