package io.nightload.connection.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Who uses a server: locks on two bytes of one file. Starting and stopping is done by the one process that holds the first
 * byte; each user shares the second. Not for two objects of one JVM on the same file: closing one drops the other's locks.
 */
final class Usage implements Closeable {

    private static final long DOOR = 0;
    private static final long USERS = 1;

    private final FileChannel channel;
    private @Nullable FileLock use;

    Usage(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Waits until no other process starts or stops the server; release it soon. */
    FileLock door() throws IOException {
        return channel.lock(DOOR, 1, false);
    }

    void enter() throws IOException {
        use = channel.lock(USERS, 1, true);
    }

    /**
     * To be called while holding the {@link #door}.
     *
     * @return whether nobody uses the server any more
     */
    boolean leave() throws IOException {
        if (use != null) {
            use.release();
            use = null;
        }
        FileLock alone = channel.tryLock(USERS, 1, false);
        if (alone == null) {
            return false;
        }
        alone.release();
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
