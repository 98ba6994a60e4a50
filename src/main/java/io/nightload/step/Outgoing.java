package io.nightload.step;

import io.nightload.part.ChunkEnding;
import io.nightload.part.Counts;
import io.nightload.part.Stage;
import io.nightload.part.Streaming;
import io.nightload.row.Row;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** What comes out of the transforms, on its way to the writer. */
final class Outgoing implements Stage.Next {

    /** As many rows are sent at once, or as many as were read, where a transform makes more of them. */
    private static final int LEAST = 10_000;

    /** Rows that go through the transforms before one is sent: switching between the two costs more than a row. */
    private static final int AT_ONCE = 64;

    private final ItemStreamWriter<Row> writer;
    private final @Nullable Streaming streaming;
    private final List<Row> made = new ArrayList<>();
    private int most = LEAST;

    /** @param streams whether a row may be sent before the one behind it is made */
    Outgoing(ItemStreamWriter<Row> writer, boolean streams) {
        this.writer = writer;
        this.streaming = streams && writer instanceof Streaming its ? its : null;
    }

    /** Takes the rows of a chunk through the transforms, and sends what comes out. */
    void send(List<Row> rows, RowChain chain, Counts counts) throws Exception {
        made.clear();
        if (chain.isEmpty() && (streaming != null || areGood(rows))) {
            counts.add(Counts.Kind.READ, rows.size());
            write(rows);
        } else if (streaming != null) {
            stream(streaming, new Made(rows.iterator(), chain));
        } else {
            most = Math.max(LEAST, rows.size());
            for (Row row : rows) {
                chain.row(row);
            }
            chain.endOfChunk();
            flush();
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

    private static void stream(Streaming streaming, Made rows) throws Exception {
        try {
            if (rows.hasNext()) {
                streaming.stream(() -> rows);
            }
        } catch (BrokenException e) {
            throw e.failure;
        }
    }

    private void write(List<Row> rows) throws Exception {
        if (streaming != null) {
            streaming.stream(rows);
        } else {
            writer.write(new Chunk<>(rows));
        }
    }

    @Override
    public void row(Row row) throws Exception {
        made.add(row);
        if (streaming == null && made.size() >= most) {
            flush();
        }
    }

    private void flush() throws Exception {
        if (!made.isEmpty()) {
            write(made);
            made.clear();
        }
    }

    /** What an iterator may not throw as it is. */
    private static final class BrokenException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final Exception failure;

        BrokenException(Exception failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** What becomes of a chunk's rows, made as it is asked for. */
    private final class Made implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final RowChain chain;
        private int at;
        private boolean ended;

        Made(Iterator<Row> rows, RowChain chain) {
            this.rows = rows;
            this.chain = chain;
        }

        @Override
        public boolean hasNext() {
            while (at == made.size() && !ended) {
                made.clear();
                at = 0;
                make();
            }
            return at < made.size();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return made.get(at++);
        }

        private void make() {
            try {
                for (int i = 0; i < AT_ONCE && rows.hasNext(); i++) {
                    chain.row(rows.next());
                }
                if (!rows.hasNext()) {
                    ended = true;
                    chain.endOfChunk();
                }
            } catch (Exception e) {
                throw new BrokenException(e);
            }
        }
    }
}
