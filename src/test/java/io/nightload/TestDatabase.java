package io.nightload;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A fresh, empty database on a real PostgreSQL, given to a test by {@link TestDatabaseExtension}. Its sessions begin with
 * settings that break what relies on the usual ones: names must be qualified, dates and bytes are written in an
 * unusual way, text does not sort by its bytes. Its user owns it and is no superuser.
 */
public final class TestDatabase implements AutoCloseable {

    private final TestServer server;
    private final String name;
    private final List<TestDatabase> others = new ArrayList<>();

    TestDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Without username and password. */
    public String url() {
        return server.url(name);
    }

    public String username() {
        return TestServer.USER;
    }

    public String password() {
        return TestServer.PASSWORD;
    }

    /** A new connection at each call, as the owner. */
    public DataSource dataSource() {
        return dataSource(TestServer.USER, TestServer.PASSWORD);
    }

    /** Connections for a role that the test made. */
    public DataSource dataSource(String username, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(username);
        source.setPassword(password);
        return source;
    }

    /** Goes on only on a server of this major version, or of a later one: older ones lack what the test needs. */
    public void assumeServer(int major) {
        assumeThat(count("SELECT current_setting('server_version_num')::int / 10000"))
                .as("the server's version")
                .isGreaterThanOrEqualTo(major);
    }

    /** Connections of a superuser, for what the owner may not do. */
    public DataSource admin() {
        return server.admin(name);
    }

    /** The text of one value that only a superuser may ask for, or null. */
    public @Nullable String adminQuery(String sql) {
        try (Connection connection = admin().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + ", running " + sql, e);
        }
    }

    /** Runs statements as a superuser; more than one of them in one transaction. */
    public void administer(String sql) {
        try (Connection connection = admin().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + ", running " + sql, e);
        }
    }

    /** Whether its server takes a connection now. */
    public boolean answers() {
        try (Connection connection = dataSource().getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Another empty database on the same server; it goes with this one. */
    public TestDatabase another() {
        return remember(server.create());
    }

    /** An empty database on a server of its own; the database goes with this one, the server with the JVM. */
    public TestDatabase secondServer() {
        return remember(TestServer.second().create());
    }

    private TestDatabase remember(TestDatabase other) {
        others.add(other);
        return other;
    }

    /** The server cannot store the rows that meet a condition on {@code NEW}: their chunk fails, it is no row's fault, and nothing to try again. */
    public void fillUp(String table, String condition) {
        execute("""
                CREATE FUNCTION public.fill_up() RETURNS trigger LANGUAGE plpgsql AS
                  $$ BEGIN RAISE 'no room in %%', TG_TABLE_NAME USING ERRCODE = 'io_error'; END $$;
                CREATE TRIGGER fill_up BEFORE INSERT ON %s FOR EACH ROW WHEN (%s) EXECUTE FUNCTION public.fill_up()""".formatted(table, condition));
    }

    /** Takes back {@link #fillUp}. */
    public void makeRoom(String table) {
        execute("DROP TRIGGER fill_up ON %s; DROP FUNCTION public.fill_up()".formatted(table));
    }

    /** Runs statements, separated by semicolons, in one transaction. */
    public void execute(String sql) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + ", running " + sql, e);
        }
    }

    /** The rows of a query, each as its values' text joined by {@code |}; NULL is empty. */
    public List<String> query(String sql) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String value = rows.getString(i);
                    row.add(value == null ? "" : value);
                }
                texts.add(row.toString());
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + ", running " + sql, e);
        }
    }

    /** The text of the only value of the only row. */
    public @Nullable String queryOne(String sql) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new IllegalStateException("no row from " + sql);
            }
            String value = rows.getString(1);
            if (rows.next() || rows.getMetaData().getColumnCount() != 1) {
                throw new IllegalStateException("more than one value from " + sql);
            }
            return value;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + ", running " + sql, e);
        }
    }

    public long count(String sql) {
        String value = queryOne(sql);
        if (value == null) {
            throw new IllegalStateException("NULL from " + sql);
        }
        return Long.parseLong(value);
    }

    /**
     * Drops it.
     *
     * @throws AssertionError if a session is still there: whoever opened it has not closed it
     */
    @Override
    public void close() {
        try {
            others.forEach(TestDatabase::close);
            List<String> left = server.sessionsThatStay(name);
            if (!left.isEmpty()) {
                throw new AssertionError("the test leaves sessions on its database: " + String.join("; ", left));
            }
        } finally {
            server.drop(name);
        }
    }
}
