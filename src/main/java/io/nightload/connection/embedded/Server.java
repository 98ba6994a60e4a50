package io.nightload.connection.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The server of one folder. Nothing here guards against another process that does the same: {@link Usage} does.
 *
 * @param folder Nightload's own in the project, {@code .nightload}
 * @param notes hears that it starts
 */
record Server(Path folder, Consumer<String> notes) {

    private static final String DATA = "postgres";
    private static final String LOG = "postgres.log";
    private static final long LOG_LIMIT = 4 << 20;

    /** Seconds; long enough for a recovery after a crash. */
    private static final int TIME_LIMIT = 300;

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int ATTEMPTS = 3;

    /**
     * The server's settings. Only this machine reaches it, by TCP alone: a socket's path may be too long or its folder
     * not writable. Nobody replicates it, so a load into a new table writes no WAL.
     */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "wal_level=minimal",
            "max_wal_senders=0",
            "max_wal_size=2GB",
            "timezone=UTC",
            "log_timezone=UTC");

    Path data() {
        return folder.resolve(DATA);
    }

    Path passwordFile() {
        return folder.resolve("postgres.password");
    }

    /** The port of the server, which runs already or is started now. */
    int port() throws EmbeddedPostgresException {
        try {
            Optional<Postmaster> running = running();
            return running.isPresent() ? running.get().port() : start();
        } catch (EmbeddedPostgresException e) {
            throw e;
        } catch (IOException e) {
            throw EmbeddedPostgresException.unwritable("the embedded PostgreSQL's folder " + folder, e);
        }
    }

    /** Waits for one that a killed Nightload left starting or stopping. */
    private Optional<Postmaster> running() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIME_LIMIT);
        while (System.nanoTime() < deadline) {
            Optional<Postmaster> found = Postmaster.read(data());
            if (found.isPresent() && !found.get().serves(data())) {
                // PostgreSQL would take whatever process has this number now for a server of this folder.
                Files.delete(data().resolve(Postmaster.FILE));
                return Optional.empty();
            }
            if (found.isEmpty() || found.get().ready()) {
                return found;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        throw new EmbeddedPostgresException(
                "%s has been starting or stopping for %d s: see %s".formatted(data(), TIME_LIMIT, folder.resolve(LOG)));
    }

    private int start() throws IOException {
        checkData();
        Archive archive = Binaries.archive();
        notes.accept("starting embedded PostgreSQL %d in %s".formatted(EmbeddedPostgres.MAJOR, shown()));
        Programs programs = new Programs(Binaries.unpacked(archive, folder), folder);
        if (!Files.exists(data())) {
            Password.make(passwordFile());
            WholeFolder.make(data(), half -> initialise(programs, half));
        }
        limitLog();
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            try {
                programs.run(
                        "pg_ctl",
                        List.of(
                                "-D",
                                DATA,
                                "-l",
                                LOG,
                                "-w",
                                "-t",
                                Integer.toString(TIME_LIMIT),
                                "-s",
                                "-o",
                                options(port),
                                "start"));
                return port;
            } catch (EmbeddedPostgresException e) {
                String said = lastOfLog();
                if (attempt == ATTEMPTS || !said.contains("Address already in use")) {
                    throw new EmbeddedPostgresException(
                            e.getMessage() + "; it said: " + said + " (" + folder.resolve(LOG) + ")", e);
                }
            }
        }
    }

    /** Ends it at once, whoever else is connected; what was committed stays. */
    void stop() throws EmbeddedPostgresException {
        if (Files.exists(data().resolve(Postmaster.FILE))) {
            new Programs(Binaries.unpacked(Binaries.archive(), folder), folder)
                    .run(
                            "pg_ctl",
                            List.of("-D", DATA, "-m", "fast", "-w", "-t", Integer.toString(TIME_LIMIT), "-s", "stop"));
        }
    }

    /** Text sorts by code points, the same on every machine and with every version of its libraries. */
    private static void initialise(Programs programs, Path half) throws EmbeddedPostgresException {
        programs.run(
                "initdb",
                List.of(
                        "-D",
                        half.getFileName().toString(),
                        "-U",
                        EmbeddedPostgres.USER,
                        "--auth=scram-sha-256",
                        "--pwfile=postgres.password",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
    }

    private void checkData() throws IOException {
        if (!Files.exists(data())) {
            return;
        }
        Path version = data().resolve("PG_VERSION");
        if (!Files.exists(version)) {
            throw new EmbeddedPostgresException(
                    "%s is no data folder of PostgreSQL: move it away, and a new one is made".formatted(data()));
        }
        String major = Files.readString(version).strip();
        if (!major.equals(Integer.toString(EmbeddedPostgres.MAJOR))) {
            throw new EmbeddedPostgresException(
                    ("%s is a data folder of PostgreSQL %s, and this Nightload brings PostgreSQL %d, which cannot read it:"
                                    + " move it away to begin with an empty one, or dump it with PostgreSQL %s and load the dump")
                            .formatted(data(), major, EmbeddedPostgres.MAJOR, major));
        }
        if (!Files.exists(passwordFile())) {
            throw new EmbeddedPostgresException(
                    "%s is missing, the password of %s: put it back, or move the data folder away to begin with an empty one"
                            .formatted(passwordFile(), data()));
        }
    }

    private static String options(int port) {
        StringBuilder options = new StringBuilder("-p " + port);
        SETTINGS.forEach(setting -> options.append(" -c ").append(setting));
        return options.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void limitLog() throws IOException {
        Path log = folder.resolve(LOG);
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, folder.resolve(LOG + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String lastOfLog() throws IOException {
        Path log = folder.resolve(LOG);
        if (!Files.exists(log)) {
            return "nothing";
        }
        List<String> lines = Files.readAllLines(log);
        return String.join(" ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
    }

    private String shown() {
        return folder.getFileName() + "/" + DATA;
    }
}
