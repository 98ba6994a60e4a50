package io.nightload.source.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Has pieces made by a thread of its own, ahead of who takes them, until so many bytes of them wait. What happens while
 * they are made, the end as well as an error, is met by who takes them behind the last piece that was whole.
 *
 * <p>All but the making is for one thread. A piece belongs to it as soon as it is taken.
 */
public final class ReadAhead<T> implements Closeable {

    /** Makes the pieces; used by one thread at a time. */
    public interface Maker<T> extends Closeable {

        /** The next one, or null behind the last one. */
        @Nullable
        T next() throws IOException;
    }

    private record Outcome<T>(@Nullable T piece, @Nullable Throwable error, long bytes) {

        boolean isLast() {
            return piece == null;
        }
    }

    private final Maker<T> maker;
    private final ToLongFunction<T> size;
    private final long most;
    private final Thread thread;
    private final Deque<Outcome<T>> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    /**
     * Begins at once.
     *
     * @param name of the thread
     * @param size of a piece in bytes
     * @param most bytes that may wait; one piece may, however large it is
     */
    public ReadAhead(String name, Maker<T> maker, ToLongFunction<T> size, long most) {
        this.maker = maker;
        this.size = size;
        this.most = most;
        this.thread = new Thread(this::make, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The next piece, or null behind the last one; once it was null it stays so, and so does an error.
     *
     * @throws IOException what the making of this piece threw, or a RuntimeException of it
     */
    public @Nullable T next() throws IOException {
        Outcome<T> outcome = take();
        Throwable error = outcome.error();
        if (error instanceof IOException e) {
            throw e;
        } else if (error instanceof RuntimeException e) {
            throw e;
        } else if (error instanceof Error e) {
            throw e;
        }
        return outcome.piece();
    }

    private synchronized Outcome<T> take() throws InterruptedIOException {
        try {
            while (waiting.isEmpty()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it waited for " + thread.getName());
        }
        Outcome<T> first = waiting.element();
        if (!first.isLast()) {
            waiting.remove();
            bytes -= first.bytes();
            notifyAll();
        }
        return first;
    }

    private void make() {
        try {
            Outcome<T> outcome;
            do {
                outcome = makeOne();
            } while (put(outcome));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: nobody waits for what is missing
        }
    }

    @SuppressWarnings("PMD.AvoidCatchingThrowable") // it is thrown again where it is met
    private Outcome<T> makeOne() {
        try {
            @Nullable T piece = maker.next();
            return new Outcome<>(piece, null, piece == null ? 0 : size.applyAsLong(piece));
        } catch (IOException | RuntimeException | Error e) {
            return new Outcome<>(null, e, 0);
        }
    }

    /** Whether there is more to be made. */
    private synchronized boolean put(Outcome<T> outcome) throws InterruptedException {
        while (!closed && bytes > 0 && bytes + outcome.bytes() > most) {
            wait();
        }
        waiting.add(outcome);
        bytes += outcome.bytes();
        notifyAll();
        return !closed && !outcome.isLast();
    }

    /** Ends the thread, then closes the maker; the second time it does nothing. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread.interrupt();
        }
        maker.close();
    }
}
