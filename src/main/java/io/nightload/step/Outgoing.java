package io.nightload.step;

import io.nightload.part.ChunkEnding;
import io.nightload.part.Counts;
import io.nightload.part.Streaming;
import io.nightload.row.Row;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** What comes out of the transforms, on its way to the writer. */
final class Outgoing {

    /** As many rows are sent at once, or as many as were read, where a transform makes more of them. */
    private static final int LEAST = 10_000;

    private final ItemStreamWriter<Row> writer;
    private final @Nullable Streaming streaming;

    /** @param mayStream whether a row may be sent before the one behind it is made */
    Outgoing(ItemStreamWriter<Row> writer, boolean mayStream) {
        this.writer = writer;
        this.streaming = mayStream && writer instanceof Streaming streams ? streams : null;
    }

    /** Takes the rows of a chunk through the transforms, and sends what comes out. */
    void send(List<Row> rows, RowChain chain, Counts counts) throws Exception {
        if (chain.isEmpty() && areGood(rows)) {
            counts.add(Counts.Kind.READ, rows.size());
            write(rows);
        } else {
            send(chain.through(rows), Math.max(LEAST, rows.size()));
        }
        if (writer instanceof ChunkEnding ending) {
            ending.endOfChunk();
        }
    }

    private static boolean areGood(List<Row> rows) {
        for (Row row : rows) {
            if (row.error() != null) {
                return false;
            }
        }
        return true;
    }

    private void send(Iterator<Row> made, int most) throws Exception {
        try {
            while (made.hasNext()) {
                write(() -> new Some(made, most));
            }
        } catch (RowChain.BrokenException e) {
            throw e.failure();
        }
    }

    private void write(Iterable<Row> rows) throws Exception {
        if (streaming != null) {
            streaming.stream(rows);
        } else {
            Chunk<Row> chunk = new Chunk<>();
            rows.forEach(chunk::add);
            writer.write(chunk);
        }
    }

    /** So many of the rows at most. */
    private static final class Some implements Iterator<Row> {
        private final Iterator<Row> rows;
        private int left;

        Some(Iterator<Row> rows, int most) {
            this.rows = rows;
            this.left = most;
        }

        @Override
        public boolean hasNext() {
            return left > 0 && rows.hasNext();
        }

        @Override
        public Row next() {
            left--;
            return rows.next();
        }
    }
}
