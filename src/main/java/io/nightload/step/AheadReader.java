package io.nightload.step;

import io.nightload.part.Source;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Has the next chunk read by a thread of its own while the step writes the one before: one chunk ahead, never more. Each
 * comes with the position behind its last row, so that the step commits no other. What happens while a chunk is read is met by
 * who takes it. A reader whose rows {@linkplain Source.Needed still need it} stands still until their chunk is written.
 */
final class AheadReader implements ChunkSource {

    private final ItemStreamReader<Row> reader;
    private final ChunkReader chunks;
    private final ChunkSize size;
    private final ChunkGuard guard;
    private final ExecutorService thread;
    private @Nullable Future<ReadChunk> next;
    private @Nullable ReadChunk current;
    private boolean tried;
    private int taken;
    private long begun;

    /** @param position behind the last row, or null while its rows need the reader */
    private record ReadChunk(
            List<Row> rows, boolean isLast, @Nullable ExecutionContext position) {}

    /** @param name of the thread */
    AheadReader(String name, ItemStreamReader<Row> reader, ChunkReader chunks, ChunkSize size, ChunkGuard guard) {
        this.reader = reader;
        this.size = size;
        this.chunks = chunks;
        this.guard = guard;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            guard.reading(made);
            return made;
        });
    }

    @Override
    public void beginChunk() {
        current = null;
        begun = System.nanoTime();
    }

    @Override
    public @Nullable Row read() throws Exception {
        ReadChunk chunk = current;
        if (chunk == null) {
            chunk = take();
            current = chunk;
            taken = 0;
        }
        return taken < chunk.rows().size() ? chunk.rows().get(taken++) : null;
    }

    @Override
    public @Nullable Row read(int most) throws Exception {
        tried = true;
        return chunks.read(most);
    }

    private ReadChunk take() throws Exception {
        Future<ReadChunk> reading = next == null ? thread.submit(this::readChunk) : next;
        next = null;
        ReadChunk chunk;
        try {
            chunk = reading.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        guard.taken();
        if (chunk.position() != null) {
            readOn(chunk);
        }
        return chunk;
    }

    private void readOn(ReadChunk chunk) {
        if (!chunk.isLast()) {
            next = thread.submit(this::readChunk);
        }
    }

    private ReadChunk readChunk() throws Exception {
        List<Row> rows = new ArrayList<>();
        chunks.beginChunk();
        for (Row row = chunks.read(); row != null; row = chunks.read()) {
            rows.add(row);
        }
        @Nullable ExecutionContext position = null;
        if (!(reader instanceof Source.Needed needed && needed.isNeeded())) {
            position = new ExecutionContext();
            reader.update(position);
        }
        return new ReadChunk(rows, chunks.isAtEnd(), position);
    }

    @Override
    public void update(ExecutionContext context) {
        ReadChunk chunk = current;
        if (chunk == null) {
            reader.update(context);
            return;
        }
        @Nullable ExecutionContext position = chunk.position();
        if (position != null) {
            position.toMap().forEach(context::put);
        } else {
            reader.update(context);
            readOn(chunk);
        }
    }

    @Override
    public void endChunk() {
        ReadChunk chunk = current;
        if (chunk != null) {
            size.took(chunk.rows().size(), System.nanoTime() - begun);
        }
    }

    @Override
    public boolean isAtEnd() {
        ReadChunk chunk = current;
        return tried ? chunks.isAtEnd() : chunk != null && chunk.isLast();
    }

    /** Ends the thread, behind what it reads now, and closes the reader. */
    @Override
    public void close() {
        thread.shutdown();
        boolean interrupted = false;
        while (!thread.isTerminated()) {
            try {
                thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true; // it still reads: what it reads from is not to be closed yet
            }
        }
        reader.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
