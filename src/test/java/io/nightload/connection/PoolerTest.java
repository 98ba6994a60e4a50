package io.nightload.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class PoolerTest {

    @Test
    void aServerByItselfIsNoPooler(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(Pooler.SESSION)) {
            row.next();

            assertThat(Pooler.standsBefore(connection, row.getInt(1))).isFalse();
        }
    }

    @Test
    void anotherNumberThanTheServersIsAPoolers(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(Pooler.standsBefore(connection, -1)).isTrue();
        }
    }

    @Test
    void aSessionForEachConnectionIsNotMixed(TestDatabase database) throws SQLException {
        try (Connection one = database.dataSource().getConnection();
                Connection other = database.dataSource().getConnection()) {
            assertThat(Pooler.mixes(one, other)).isFalse();
        }
    }

    @Test
    void oneSessionForTwoConnectionsIsMixed(TestDatabase database) throws SQLException {
        try (Connection one = database.dataSource().getConnection()) {
            assertThat(Pooler.mixes(one, one)).isTrue();
        }
    }
}
