package io.nightload.connection.embedded;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A use of the embedded PostgreSQL of one folder. The first process to {@link #join} starts it, others find it, the last
 * one to {@link #close} stops it. A process that is killed leaves it running for the next one.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** PostgreSQL's major version; a data folder of another one is refused. */
    public static final int MAJOR = 18;

    static final String USER = "postgres";

    private static final Map<Path, EmbeddedPostgres> JOINED = new HashMap<>();

    private final Path key;
    private final Server server;
    private final Usage usage;
    private final int port;
    private final String password;
    private int uses;

    private EmbeddedPostgres(Path key, Server server, Usage usage, int port, String password) {
        this.key = key;
        this.server = server;
        this.usage = usage;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server or finds it; takes about 2 s the first time ever, 0.1 s to start, and nothing to find it.
     *
     * @param folder Nightload's own in the project; it is made where it is missing
     * @param notes hears, in one line, that the server is starting
     * @throws EmbeddedPostgresException with what to do
     */
    public static EmbeddedPostgres join(Path folder, Consumer<String> notes) throws EmbeddedPostgresException {
        synchronized (JOINED) {
            try {
                Files.createDirectories(folder);
                Path key = folder.toRealPath();
                EmbeddedPostgres joined = JOINED.get(key);
                if (joined == null) {
                    joined = enter(key, new Server(key, notes));
                    JOINED.put(key, joined);
                }
                joined.uses++;
                return joined;
            } catch (EmbeddedPostgresException e) {
                throw e;
            } catch (IOException e) {
                throw EmbeddedPostgresException.unwritable("the embedded PostgreSQL's folder " + folder, e);
            }
        }
    }

    @SuppressWarnings("try") // the door is held, not used
    private static EmbeddedPostgres enter(Path key, Server server) throws IOException {
        Usage usage = new Usage(key.resolve("postgres.lock"));
        try (FileLock door = usage.door()) {
            int port = server.port();
            String password = Password.read(server.passwordFile());
            usage.enter();
            return new EmbeddedPostgres(key, server, usage, port, password);
        } catch (IOException e) {
            usage.close();
            throw e;
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String username() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** Stops the server if nobody else uses it, and waits until it has stopped. */
    @Override
    @SuppressWarnings("try") // the door is held, not used
    public void close() throws EmbeddedPostgresException {
        synchronized (JOINED) {
            if (--uses > 0) {
                return;
            }
            JOINED.remove(key);
            try (usage;
                    FileLock door = usage.door()) {
                if (usage.leave()) {
                    server.stop();
                }
            } catch (EmbeddedPostgresException e) {
                throw e;
            } catch (IOException e) {
                throw EmbeddedPostgresException.unwritable("the embedded PostgreSQL's locks in " + key, e);
            }
        }
    }
}
