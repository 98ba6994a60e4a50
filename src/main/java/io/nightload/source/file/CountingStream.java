package io.nightload.source.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The bytes of a file, counted. */
final class CountingStream extends InputStream {

    /** The channel copies through a buffer of this size outside the heap; a larger one would stay allocated. */
    private static final int MOST_AT_ONCE = 256 * 1024;

    private final FileChannel channel;
    private long position;

    CountingStream(Path file) throws IOException {
        this.channel = FileChannel.open(file);
    }

    long position() {
        return position;
    }

    void seek(long to) throws IOException {
        channel.position(to);
        position = to;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = channel.read(ByteBuffer.wrap(into, from, Math.min(length, MOST_AT_ONCE)));
        position += Math.max(0, read);
        return read;
    }

    /** What lies before the end: {@code GZIPInputStream} looks for a further member only where this is above 0. */
    @Override
    public int available() throws IOException {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, channel.size() - position));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
