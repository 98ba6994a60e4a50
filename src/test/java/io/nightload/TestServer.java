package io.nightload;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server with a template for the databases of the tests.
 *
 * @param adminUrl of the database that administration connects to
 */
record TestServer(String adminUrl, String adminName, String adminPassword) {

    static final String USER = "nightload";
    static final String PASSWORD = "nightload";

    private static final String TEMPLATE = "nightload_template";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** What the sessions of a database begin with; pgjdbc overrides the first two itself. */
    private static final List<String> HOSTILE = List.of(
            "timezone = 'Asia/Kathmandu'",
            "datestyle = 'SQL, DMY'",
            "intervalstyle = 'sql_standard'",
            "bytea_output = 'escape'",
            "extra_float_digits = 0",
            "search_path = 'nowhere'");

    private static final class First {
        static final TestServer INSTANCE = TestServerChoice.first().prepared();
    }

    private static final class Second {
        static final TestServer INSTANCE = TestServerChoice.second().prepared();
    }

    static TestServer first() {
        return First.INSTANCE;
    }

    static TestServer second() {
        return Second.INSTANCE;
    }

    private TestServer prepared() {
        administer("DO $$ BEGIN CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD
                + "'; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        administer("DROP DATABASE IF EXISTS " + TEMPLATE);
        // A database sorts by ICU's rules from PostgreSQL 15 on.
        administer("CREATE DATABASE " + TEMPLATE + " TEMPLATE template0 ENCODING 'UTF8'"
                + (version() < 15 ? "" : " LOCALE_PROVIDER icu ICU_LOCALE 'de-DE'"));
        return this;
    }

    TestDatabase create() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        administer("CREATE DATABASE " + name + " OWNER " + USER + " TEMPLATE " + TEMPLATE);
        StringBuilder settings = new StringBuilder();
        HOSTILE.forEach(setting -> settings.append("ALTER DATABASE %s SET %s;".formatted(name, setting)));
        administer(settings.toString());
        return new TestDatabase(this, name);
    }

    void drop(String name) {
        administer("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    /** The sessions of a database that do not end by themselves; those of a killed process end in some seconds. */
    List<String> sessionsThatStay(String database) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> sessions = sessions(database);
        while (!sessions.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            sessions = sessions(database);
        }
        return sessions;
    }

    private List<String> sessions(String database) {
        try (Connection connection = source(adminUrl).getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT format('%s (pid %s, %s since %s): %s', application_name, pid, state, state_change, query)"
                                + " FROM pg_stat_activity WHERE datname = ? AND backend_type = 'client backend'")) {
            statement.setString(1, database);
            List<String> sessions = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sessions.add(rows.getString(1));
                }
            }
            return sessions;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + ", asking for the sessions of " + database, e);
        }
    }

    String url(String database) {
        URI server = URI.create(adminUrl.substring("jdbc:".length()));
        return "jdbc:postgresql://" + server.getHost() + ":" + (server.getPort() < 0 ? 5432 : server.getPort()) + "/"
                + database;
    }

    DataSource admin(String database) {
        return source(url(database));
    }

    private DataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(adminName);
        source.setPassword(adminPassword);
        return source;
    }

    private int version() {
        try (Connection connection = source(adminUrl).getConnection()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw new IllegalStateException("asking for the version of " + adminUrl, e);
        }
    }

    private void administer(String sql) {
        try (Connection connection = source(adminUrl).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + ", running " + sql + " on " + adminUrl, e);
        }
    }
}
