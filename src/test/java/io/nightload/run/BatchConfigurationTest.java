package io.nightload.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.connection.Connections;
import io.nightload.pool.ConnectionPool;
import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class BatchConfigurationTest {

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theServerEndsASessionThatStandsStillWhileItWritesOfARun(TestDatabase database) throws SQLException {
        ConnectionSpec target = new ConnectionSpec(
                "target", database.url(), database.username(), database.password(), Map.of(), "the test");
        Settings settings =
                new Settings(Path.of("."), "test", null, ZoneOffset.UTC, Map.of(), Map.of("target", target));
        try (Connections connections = new Connections(settings, note -> {});
                ConnectionPool pool = new BatchConfiguration().controlPool(connections);
                Connection paused = pool.dataSource().getConnection();
                Statement writing = paused.createStatement()) {
            paused.setAutoCommit(false);
            writing.execute("SELECT pg_catalog.pg_advisory_xact_lock(7)");

            database.execute("SELECT pg_catalog.pg_advisory_xact_lock(7)");

            assertThatThrownBy(paused::commit).isInstanceOf(SQLException.class);
        }
    }
}
