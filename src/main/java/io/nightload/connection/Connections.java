package io.nightload.connection;

import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.Settings;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The databases that {@code nightload.yaml} and the environment name. {@code control} is {@code target} where nothing
 * sets it, and {@code target} is the embedded PostgreSQL, started when its first connection is asked for.
 */
public final class Connections implements AutoCloseable {

    /** Where rows go by default, and where checkpoints and rejects are. */
    public static final String TARGET = "target";

    /** Where the job repository is. */
    public static final String CONTROL = "control";

    private final Settings settings;

    /** @param notes hears what a person should know: that an embedded server is starting */
    public Connections(Settings settings, Consumer<String> notes) {
        this.settings = settings;
    }

    /**
     * Opens a new connection each time one is asked for; a refusal is a {@link ConnectionException}.
     *
     * @throws NoSuchElementException where no connection has this name
     */
    public DataSource dataSource(String name) {
        ConnectionSpec spec = resolve(name);
        return (DatabaseSource) () -> Opening.open(spec);
    }

    /** The database for a report: {@code jdbc:postgresql://db/shop}, without a password. */
    public String describe(String name) {
        return ShownUrl.of(resolve(name).url());
    }

    private ConnectionSpec resolve(String name) {
        return settings.connection(name)
                .or(() -> name.equals(CONTROL) ? settings.connection(TARGET) : java.util.Optional.empty())
                .orElseThrow(() -> new NoSuchElementException(
                        "no connection is called %s, only %s: name it under connections: in nightload.yaml"
                                .formatted(
                                        name,
                                        settings.connections().keySet().stream()
                                                .sorted()
                                                .collect(Collectors.joining(", ")))));
    }

    @Override
    public void close() {}
}
