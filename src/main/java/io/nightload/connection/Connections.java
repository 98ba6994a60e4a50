package io.nightload.connection;

import io.nightload.connection.embedded.EmbeddedPostgres;
import io.nightload.connection.embedded.EmbeddedPostgresException;
import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The databases that {@code nightload.yaml} and the environment name. {@code control} is {@code target} where nothing
 * sets it, and {@code target} is the embedded PostgreSQL, started when its first connection is asked for. To be closed
 * when the program ends, after everything that was opened here: the embedded PostgreSQL goes with it.
 */
public final class Connections implements AutoCloseable {

    /** Where rows go by default, and where checkpoints and rejects are. */
    public static final String TARGET = "target";

    /** Where the job repository is. */
    public static final String CONTROL = "control";

    private static final String EMBEDDED = "embedded PostgreSQL " + EmbeddedPostgres.MAJOR;

    private final Settings settings;
    private final Consumer<String> notes;
    private @Nullable EmbeddedPostgres embedded;

    /** @param notes hears, in one line, what a person should know: that the embedded server is starting */
    public Connections(Settings settings, Consumer<String> notes) {
        this.settings = settings;
        this.notes = notes;
    }

    /**
     * Opens a new connection each time one is asked for; a refusal is a {@link ConnectionException}.
     *
     * @throws NoSuchElementException where no connection has this name
     */
    public DataSource dataSource(String name) {
        Optional<ConnectionSpec> spec = find(name);
        DatabaseSource source = () -> Opening.open(spec.isPresent() ? spec.get() : embedded(name));
        return source;
    }

    /** The name of the connection that this one stands for: {@link #TARGET}'s for {@link #CONTROL} where nothing sets that. */
    public String resolve(String name) {
        return name.equals(CONTROL) && settings.connection(CONTROL).isEmpty() ? TARGET : name;
    }

    /** The database, for a report: {@code jdbc:postgresql://db/shop}, without a password. */
    public String describe(String name) {
        return find(name)
                .map(spec -> ShownUrl.of(spec.url()))
                .orElse(EMBEDDED + " in " + settings.home().relativize(folder()) + "/postgres");
    }

    /** Empty for the embedded PostgreSQL. */
    private Optional<ConnectionSpec> find(String name) {
        Optional<ConnectionSpec> spec = settings.connection(resolve(name));
        if (spec.isEmpty() && !resolve(name).equals(TARGET)) {
            var names = new TreeSet<>(settings.connections().keySet());
            names.add(TARGET);
            names.add(CONTROL);
            throw new NoSuchElementException(
                    "no connection is called %s, only %s: add it under connections in nightload.yaml"
                            .formatted(name, String.join(", ", names)));
        }
        return spec;
    }

    private synchronized ConnectionSpec embedded(String name) throws ConnectionException {
        if (embedded == null) {
            try {
                embedded = EmbeddedPostgres.join(folder(), notes);
            } catch (EmbeddedPostgresException e) {
                throw new ConnectionException(name, e);
            }
        }
        return new ConnectionSpec(
                name, embedded.url(), embedded.username(), embedded.password(), Map.of(), "the " + EMBEDDED);
    }

    private Path folder() {
        return settings.home().resolve(".nightload");
    }

    @Override
    public synchronized void close() {
        if (embedded != null) {
            try {
                embedded.close();
            } catch (EmbeddedPostgresException e) {
                notes.accept("the " + EMBEDDED + " may still run: " + e.getMessage());
            }
            embedded = null;
        }
    }
}
