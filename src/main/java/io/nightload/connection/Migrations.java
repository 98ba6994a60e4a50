package io.nightload.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Nightload's own tables in the schema {@code nightload}. Control and target have a history each, because they may be one
 * database or two.
 */
public enum Migrations {
    /** The job repository, leases and reports. */
    CONTROL(5),
    /** Instances, checkpoints, rejected rows and what steps remember. */
    TARGET(9);

    private static final String SCHEMA = "nightload";
    private static final String NO_SUCH_TABLE = "42P01";
    private static final String FORBIDDEN = "42501";

    /** Key of the advisory lock that one process holds while it migrates; "nightload" in ASCII, cut to eight bytes. */
    private static final long LOCK = 0x6e696768746c6f61L;

    private final int newest;
    private final String part = name().toLowerCase(Locale.ROOT);

    Migrations(int newest) {
        this.newest = newest;
    }

    /**
     * Brings the job repository up to date.
     *
     * @throws MigrationException if a newer Nightload was here, or the user may not make tables
     */
    public static void control(DataSource database) throws SQLException {
        CONTROL.migrate(database);
    }

    /**
     * Brings the checkpoints' tables up to date.
     *
     * @throws MigrationException if a newer Nightload was here, or the user may not make tables
     */
    public static void target(DataSource database) throws SQLException {
        TARGET.migrate(database);
    }

    /**
     * Whether these tables are there, for what only reads them: it does not bring them up to date, because an older Nightload that is
     * still in use would be shut out by somebody who had a look.
     *
     * @throws MigrationException if they are another release's
     */
    public boolean isThere(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            int found = version(statement);
            if (found > 0 && found < newest) {
                throw new MigrationException(
                        "%s holds Nightload's %s tables of an older release (version %d, this one needs %d): the next nightload run brings them up to date; until then use the release that made them"
                                .formatted(place(connection), part, found, newest),
                        null);
            }
            return found > 0;
        }
    }

    /** The version of the newest script, which a test holds against the folder. */
    int newest() {
        return newest;
    }

    void migrate(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (isCurrent(statement)) {
                return;
            }
            // Flyway's own lock does not cover the making of the schema and of its history table.
            statement.execute("SELECT pg_catalog.pg_advisory_lock(" + LOCK + ")");
            try {
                if (!isCurrent(statement)) {
                    flyway(database).migrate();
                }
            } catch (FlywayException e) {
                throw refused(connection, e);
            } finally {
                statement.execute("SELECT pg_catalog.pg_advisory_unlock(" + LOCK + ")");
            }
        }
    }

    private boolean isCurrent(Statement statement) throws SQLException {
        return version(statement) == newest;
    }

    /**
     * 0 where they are not there. A query of its own before Flyway, whose start takes longer than everything else that a short command does.
     */
    private int version(Statement statement) throws SQLException {
        String query = "SELECT coalesce(max(version::int), 0) FROM " + SCHEMA + "." + history() + " WHERE success";
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            int found = rows.getInt(1);
            if (found > newest) {
                throw new MigrationException(
                        "%s was brought to version %d of Nightload's %s tables, and this Nightload knows up to %d: use the newer Nightload"
                                .formatted(place(statement.getConnection()), found, part, newest),
                        null);
            }
            return found;
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) {
                return 0;
            }
            throw e;
        }
    }

    private static String place(Connection connection) throws SQLException {
        return ShownUrl.of(connection.getMetaData().getURL());
    }

    private String history() {
        return "flyway_" + part;
    }

    private Flyway flyway(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .schemas(SCHEMA)
                .table(history())
                .locations("classpath:db/" + part)
                // The other part's tables are there already where both are one database.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }

    private MigrationException refused(Connection connection, FlywayException failure) throws SQLException {
        String database = place(connection);
        String user = connection.getMetaData().getUserName();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && FORBIDDEN.equals(sql.getSQLState())) {
                return new MigrationException(
                        "user %s may not make Nightload's tables in %s (%s): CREATE SCHEMA %s AUTHORIZATION \"%s\" as an administrator, once, is enough"
                                .formatted(user, database, Diagnosis.oneLine(sql.getMessage()), SCHEMA, user),
                        failure);
            }
        }
        return new MigrationException(
                "making Nightload's %s tables in %s: %s".formatted(part, database, failure.getMessage()), failure);
    }
}
