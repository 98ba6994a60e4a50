package io.nightload.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.Checkpoints;
import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

@ExtendWith(TestDatabaseExtension.class)
class ReusedConnectionsTest {

    private final ReusedConnections reused = new ReusedConnections();
    private TestDatabase database;
    private DataSource connections;

    @BeforeEach
    void take(TestDatabase given) {
        database = given;
        connections = reused.of("target", database.dataSource());
    }

    @Test
    void whatWasGivenBackIsTakenAgain() throws SQLException {
        List<Integer> sessions = new ArrayList<>();
        for (int look = 0; look < 3; look++) {
            try (Connection connection = connections.getConnection()) {
                sessions.add(session(connection));
            }
        }

        assertThat(sessions).hasSize(3).containsOnly(sessions.get(0));
        reused.close();
        assertEnds(sessions.get(0));
    }

    @Test
    void whoAsksWhileItIsOutGetsAnotherOneThatIsNotKept() throws SQLException {
        int first;
        int second;
        try (Connection one = connections.getConnection();
                Connection other = connections.getConnection()) {
            first = session(one);
            second = session(other);
        }

        assertThat(second).isNotEqualTo(first);
        assertEnds(first);
        reused.close();
        assertEnds(second);
    }

    @Test
    void aLookAtAnotherDatabaseMeetsNoneThatIsKept() throws SQLException {
        int first;
        try (Connection connection = connections.getConnection()) {
            first = session(connection);
        }

        try (Connection other = reused.of("other", database.dataSource()).getConnection()) {
            assertThat(session(other)).isNotEqualTo(first);
            assertEnds(first);
        }
        reused.close();
    }

    @Test
    void theNextOneFindsNothingOfWhatTheLastOneSet() throws SQLException {
        int session;
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            session = session(connection);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL enable_sort = off; SET TimeZone = 'Asia/Tokyo'; SET statement_timeout = '1h'");
        }

        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('enable_sort'),"
                        + " current_setting('TimeZone') = 'Asia/Tokyo', current_setting('statement_timeout'),"
                        + " current_setting('client_min_messages'), current_setting('transaction_isolation')")) {
            row.next();
            assertThat(List.of(
                            row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                    .containsExactly("on", "f", "0", "warning", "read committed");
            assertThat(session(connection)).isEqualTo(session);
            assertThat(connection.isReadOnly()).isFalse();
            assertThat(connection.getAutoCommit()).isTrue();
        }
        reused.close();
    }

    @Test
    void oneThatTheServerEndedIsNotKept() throws SQLException {
        try (Connection connection = connections.getConnection()) {
            database.execute("SELECT pg_terminate_backend(" + session(connection) + ", 10000)");
        }

        try (Connection connection = connections.getConnection()) {
            assertThat(session(connection)).isPositive();
        }
        reused.close();
    }

    @Test
    void onceClosedEachIsNew() throws SQLException {
        reused.close();
        int session;
        try (Connection connection = connections.getConnection()) {
            session = session(connection);
        }

        assertEnds(session);
    }

    private static int session(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    /** A moment after its client has closed it. */
    private void assertEnds(int session) {
        Checkpoints.await(
                () -> database.count("SELECT count(*) FROM pg_stat_activity WHERE pid = " + session) == 0,
                "session " + session + " to end");
    }
}
