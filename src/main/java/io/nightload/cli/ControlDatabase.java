package io.nightload.cli;

import io.nightload.cli.history.ExecutionLog;
import io.nightload.connection.Connections;
import io.nightload.spec.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** The databases of a verb that looks at what has run, or says how it goes on. */
final class ControlDatabase implements AutoCloseable {

    /** No such table, no such schema. */
    private static final Set<String> NOTHING_HERE = Set.of("42P01", "3F000");

    private final Settings settings;
    private final Connections connections;

    ControlDatabase(Globals globals) {
        this.settings = globals.settings();
        this.connections = globals.connections(settings);
    }

    /** Asks a database something. */
    @FunctionalInterface
    interface Question<S, T> {
        T ask(S source) throws SQLException;
    }

    /** Empty where nothing has run in this database yet, so that Nightload's tables are not there. */
    <T> Optional<T> query(Question<ExecutionLog, T> question) throws SQLException {
        return ask(Connections.CONTROL, control -> question.ask(new ExecutionLog(control, settings.project())));
    }

    /** Likewise of the target. */
    <T> Optional<T> queryTarget(Question<Connection, T> question) throws SQLException {
        return ask(Connections.TARGET, question);
    }

    Settings settings() {
        return settings;
    }

    /** New connections to a database, for what writes. */
    DataSource dataSource(String name) {
        return connections.dataSource(name);
    }

    private <T> Optional<T> ask(String name, Question<Connection, T> question) throws SQLException {
        try (Connection connection = connections.dataSource(name).getConnection()) {
            return Optional.of(question.ask(connection));
        } catch (SQLException e) {
            if (e.getSQLState() != null && NOTHING_HERE.contains(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
