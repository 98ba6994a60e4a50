package io.nightload.source.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/** A file opened as decompressed UTF-8. Used by one thread. */
public final class ByteInput implements Closeable {

    private final InputFile file;
    private final CountingStream raw;
    private final InputStream text;
    private final long end;

    private ByteInput(InputFile file, CountingStream raw, InputStream text, long end) {
        this.file = file;
        this.raw = raw;
        this.text = text;
        this.end = end;
    }

    /**
     * Opens a file at a byte of its decoded text: a plain UTF-8 file seeks there, any other is decoded up to there.
     *
     * @throws ChangedFileException if the file is no longer as it was planned
     */
    public static ByteInput open(InputFile file, Charset charset, long offset) throws IOException {
        return open(file, charset, offset, Long.MAX_VALUE);
    }

    /**
     * The same up to a byte, as if the file ended there: of a plain UTF-8 file.
     *
     * @throws ChangedFileException if the file is no longer as it was planned
     */
    public static ByteInput open(InputFile file, Charset charset, long offset, long end) throws IOException {
        file.requireUnchanged();
        CountingStream raw = new CountingStream(file.path());
        try {
            Compression compression = Compression.of(file.name());
            boolean recoded = !charset.equals(StandardCharsets.UTF_8);
            if (compression == Compression.NONE && !recoded) {
                raw.seek(offset);
                return new ByteInput(file, raw, raw, end);
            }
            InputStream decompressed = compression.decompress(raw);
            InputStream text = recoded ? new RecodingStream(decompressed, charset) : decompressed;
            text.skipNBytes(offset);
            return new ByteInput(file, raw, text, Long.MAX_VALUE);
        } catch (IOException e) {
            raw.close();
            throw explained(file, raw.position(), e);
        }
    }

    /**
     * Reads up to that many bytes.
     *
     * @return how many, or -1 at the end
     * @throws ChangedFileException if the end is not where it was planned to be
     */
    public int read(byte[] into, int from, int length) throws IOException {
        long rest = end - raw.position();
        int read = rest > 0 ? decode(into, from, (int) Math.min(length, rest)) : -1;
        if (read < 0) {
            file.requireUnchanged();
        }
        return read;
    }

    private int decode(byte[] into, int from, int length) throws IOException {
        try {
            return text.read(into, from, length);
        } catch (IOException e) {
            throw explained(file, raw.position(), e);
        }
    }

    /** How many bytes of the file itself, compressed if it is, have been read. */
    public long consumed() {
        return raw.position();
    }

    @Override
    public void close() throws IOException {
        text.close();
        raw.close();
    }

    private static IOException explained(InputFile file, long at, IOException e) {
        if (e.getCause() instanceof LinkageError) {
            return new IOException(file.name() + ": " + e.getMessage(), e); // nothing was read
        }
        boolean broken = Compression.of(file.name()) != Compression.NONE
                && (e instanceof java.io.EOFException
                        || e instanceof ZipException
                        || e instanceof com.github.luben.zstd.ZstdIOException);
        String what = broken
                ? "the compressed data is broken or cut off near byte " + at + " of " + file.size()
                : "reading at byte " + at + " of " + file.size();
        return new IOException(file.name() + ": " + what + ": " + e.getMessage(), e);
    }
}
