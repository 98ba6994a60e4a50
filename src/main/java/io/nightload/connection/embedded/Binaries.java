package io.nightload.connection.embedded;

import java.io.IOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** PostgreSQL's programs, unpacked once per machine and user. */
final class Binaries {

    private Binaries() {}

    /**
     * The folder that holds {@code bin/postgres}; unpacks it where that has not been done.
     *
     * @param fallback where to unpack if the user's cache cannot be written
     */
    static synchronized Path unpacked(Archive archive, Path fallback) throws EmbeddedPostgresException {
        String name;
        try {
            name = "postgresql-" + EmbeddedPostgres.MAJOR + "-" + archive.fingerprint();
        } catch (IOException e) {
            throw new EmbeddedPostgresException("reading %s: %s".formatted(archive.url(), e), e);
        }
        try {
            return unpackedAt(userCache(fallback).resolve(name), archive);
        } catch (IOException inCache) {
            try {
                return unpackedAt(fallback.resolve(name), archive);
            } catch (IOException e) {
                e.addSuppressed(inCache);
                throw EmbeddedPostgresException.unwritable("PostgreSQL's programs to " + fallback, e);
            }
        }
    }

    private static Path unpackedAt(Path to, Archive archive) throws IOException {
        if (Files.isDirectory(to)) {
            return to;
        }
        Files.createDirectories(to.resolveSibling("."));
        Path lockFile = to.resolveSibling(to.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.isDirectory(to)) {
                WholeFolder.make(to, archive::unpack);
            }
        }
        return to;
    }

    /** The archive for this machine, if this build or a jar in the project's {@code lib/} has it. */
    static Archive archive() throws EmbeddedPostgresException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        for (String flavour : List.of("", "-alpine_linux")) {
            String name = "postgres-%s-%s%s.txz".formatted(system, machine, flavour);
            URL found = classes().getResource(name);
            if (found != null) {
                return new Archive(found);
            }
        }
        throw EmbeddedPostgresException.misconfigured(
                "this build of Nightload brings no PostgreSQL for %s on %s: set connections.target in nightload.yaml"
                        .formatted(system, machine.toLowerCase(Locale.ROOT).replace("_", "-")),
                null);
    }

    private static ClassLoader classes() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread == null ? Binaries.class.getClassLoader() : ofThread;
    }

    /** A user without an entry in {@code /etc/passwd} has no home: Java calls it a question mark. */
    private static Path userCache(Path fallback) {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path home = Path.of(System.getProperty("user.home"));
        if (cache == null || cache.isEmpty()) {
            return home.isAbsolute() ? home.resolve(".cache/nightload") : fallback;
        }
        return Path.of(cache, "nightload");
    }
}
