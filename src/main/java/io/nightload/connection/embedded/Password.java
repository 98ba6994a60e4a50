package io.nightload.connection.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** The superuser's password, in a file that only its owner reads. */
final class Password {

    private static final int BYTES = 24;

    private Password() {}

    /** Replaces what is there. */
    static void make(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(file);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(java.nio.ByteBuffer.wrap(
                    HexFormat.of().formatHex(random).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        }
    }

    static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }
}
