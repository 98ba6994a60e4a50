package io.nightload.step;

import io.nightload.part.Source;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.row.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Has the next chunks read by a thread of its own while the step writes the one before: {@link #CHUNKS} ahead of the one that is taken
 * next, so that while one is committed three wait at most. Each comes with the position behind its last row, so that the step commits no other. What happens while a chunk is read is met by
 * who takes it. A reader whose rows {@linkplain Source.Needed still need it} stands still until their chunk is written.
 */
final class AheadReader implements ChunkSource {

    /** With one, reading and writing would wait for each other whenever one chunk takes longer than the next. */
    static final int CHUNKS = 2;

    private final ItemStreamReader<Row> reader;
    private final ChunkReader chunks;
    private final ChunkSize size;
    private final ChunkGuard guard;
    private final ExecutorService thread;
    private volatile boolean closing;
    private ExecutionContext position = new ExecutionContext();
    private final Deque<Future<Optional<ReadChunk>>> ahead = new ArrayDeque<>();

    /** Known to the thread alone. */
    private boolean standing;

    private @Nullable ReadChunk current;
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
    public List<Row> read() throws Exception {
        ReadChunk chunk = take();
        current = chunk;
        return chunk.rows();
    }

    private ReadChunk take() throws Exception {
        Optional<ReadChunk> read;
        do {
            if (ahead.isEmpty()) {
                readOn();
            }
            read = get(ahead.remove());
        } while (read.isEmpty());
        guard.taken();
        return read.get();
    }

    private static Optional<ReadChunk> get(Future<Optional<ReadChunk>> reading) throws Exception {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** One more than are ahead of the one that is taken next. */
    private void readOn() {
        while (ahead.size() <= CHUNKS) {
            ahead.add(thread.submit(this::readChunk));
        }
    }

    /** Nothing where the reader stands still: behind the last row, a failure, or rows that need it. */
    private Optional<ReadChunk> readChunk() throws Exception {
        if (standing) {
            return Optional.empty();
        }
        standing = true;
        List<Row> rows = new ArrayList<>();
        chunks.beginChunk();
        for (Row row = chunks.next(); row != null && !closing; row = chunks.next()) {
            rows.add(row);
        }
        boolean needed = reader instanceof Source.Needed its && its.isNeeded();
        standing = needed || chunks.isAtEnd();
        guard.read();
        return Optional.of(new ReadChunk(rows, chunks.isAtEnd(), needed ? null : move()));
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
        if (chunk == null || chunk.isLast()) {
            return;
        }
        if (moved == null) {
            goOn();
        } else {
            readOn(); // not before: the thread would begin when the step has the next chunk's first rows to send
        }
    }

    /** The rows that needed the reader are written. */
    private void goOn() {
        ahead.forEach(reading -> reading.cancel(false));
        ahead.clear();
        ahead.add(thread.submit(() -> {
            standing = false;
            return readChunk();
        }));
        readOn();
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
