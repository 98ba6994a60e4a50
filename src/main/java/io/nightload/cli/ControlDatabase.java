package io.nightload.cli;

import io.nightload.cli.history.ExecutionLog;
import io.nightload.connection.Connections;
import io.nightload.connection.MigrationException;
import io.nightload.connection.Migrations;
import io.nightload.spec.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** The databases of a verb that looks at what has run, or says how it goes on. */
final class ControlDatabase implements AutoCloseable {

    /** No such table, schema, column or function. */
    private static final Set<String> NO_SUCH = Set.of("42P01", "3F000", "42703", "42883");

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

    /**
     * Empty where nothing has run in this database yet, so that Nightload's tables are not there.
     *
     * @throws MigrationException if they are another release's
     */
    <T> Optional<T> query(Question<ExecutionLog, T> question) throws SQLException {
        return ask(
                Connections.CONTROL,
                Migrations.CONTROL,
                control -> question.ask(new ExecutionLog(control, settings.project())));
    }

    /** Likewise of the target. */
    <T> Optional<T> queryTarget(Question<Connection, T> question) throws SQLException {
        return ask(Connections.TARGET, Migrations.TARGET, question);
    }

    Settings settings() {
        return settings;
    }

    /** New connections to a database, for what writes. */
    DataSource dataSource(String name) {
        return connections.dataSource(name);
    }

    private <T> Optional<T> ask(String name, Migrations tables, Question<Connection, T> question) throws SQLException {
        DataSource database = connections.dataSource(name);
        try (Connection connection = database.getConnection()) {
            return Optional.of(question.ask(connection));
        } catch (SQLException e) {
            if (e.getSQLState() != null && NO_SUCH.contains(e.getSQLState()) && !tables.isThere(database)) {
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
