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
    private volatile boolean closing;
    private ExecutionContext position = new ExecutionContext();
    private @Nullable Future<ReadChunk> next;
    private @Nullable ReadChunk current;
    private int taken;
    private long begun;

    /** @param moved what the position behind the last row changes of the one before, or null while its rows need the reader */
    private record ReadChunk(
            List<Row> rows, boolean isLast, @Nullable Moved moved) {}

    /** From one position to the next. What is gone in the next one, as a key's column that is NULL now, goes. */
    private record Moved(ExecutionContext from, ExecutionContext to) {

        void apply(ExecutionContext context) {
            from.toMap().keySet().stream().filter(key -> !to.containsKey(key)).forEach(context::remove);
            to.toMap().forEach((key, value) -> {
                if (!value.equals(from.get(key))) {
                    context.put(key, value);
                }
            });
        }
    }

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
    public void open(ExecutionContext context) {
        position = new ExecutionContext(context);
        chunks.open(context);
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
        if (chunk.moved() != null) {
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
        for (Row row = chunks.read(); row != null && !closing; row = chunks.read()) {
            rows.add(row);
        }
        boolean needed = reader instanceof Source.Needed its && its.isNeeded();
        return new ReadChunk(rows, chunks.isAtEnd(), needed ? null : move());
    }

    private Moved move() {
        ExecutionContext from = position;
        ExecutionContext to = new ExecutionContext(from);
        reader.update(to);
        position = to;
        return new Moved(from, to);
    }

    @Override
    public void update(ExecutionContext context) {
        ReadChunk chunk = current;
        @Nullable Moved moved = chunk == null ? null : chunk.moved();
        (moved == null ? move() : moved).apply(context);
        if (chunk != null && moved == null) {
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
        return chunk != null && chunk.isLast();
    }

    /** Ends the thread, behind the row that it reads now, and closes the reader. */
    @Override
    public void close() {
        closing = true;
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
