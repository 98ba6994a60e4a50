package io.nightload.source.file;

import io.nightload.part.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file as it was when the job was planned.
 *
 * @param path absolute
 * @param input its name relative to the project's folder where it is inside, its size, and a hash of its beginning and
 *     end
 */
public record InputFile(Path path, Source.Input input) {

    private static final int HEAD = 64 * 1024;
    private static final int TAIL = 4 * 1024;
    private static final int HASH_BYTES = 8;

    /** Looks at a file; of its content only the first 64 KB and the last 4 KB are read. */
    static InputFile of(Path path, String name) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            long size = channel.size();
            MessageDigest digest = sha256();
            digest(channel, 0, HEAD, digest);
            digest(channel, Math.max(0, size - TAIL), TAIL, digest);
            String hash = HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
            return new InputFile(path, new Source.Input(name, size, size + "-" + hash));
        }
    }

    public String name() {
        return input.name();
    }

    public long size() {
        return input.size();
    }

    /** Whether it is not compressed. */
    public boolean isPlain() {
        return Compression.of(name()) == Compression.NONE;
    }

    /** @throws ChangedFileException if the file is gone or has another size than it had */
    public void requireUnchanged() throws IOException {
        if (!Files.exists(path)) {
            throw new ChangedFileException(name(), "was there when the job was checked and is gone now");
        }
        long now = Files.size(path);
        if (now != size()) {
            throw new ChangedFileException(
                    name(),
                    "had " + size() + " bytes when the job was checked and has " + now
                            + " now: let the program that writes it finish, then run the job again");
        }
    }

    private static void digest(FileChannel channel, long from, int length, MessageDigest digest) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer, from + buffer.position());
        }
        digest.update(buffer.flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
