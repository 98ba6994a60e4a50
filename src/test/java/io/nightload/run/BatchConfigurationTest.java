package io.nightload.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.connection.Connections;
import io.nightload.pool.ConnectionPool;
import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.Settings;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

@ExtendWith(TestDatabaseExtension.class)
class BatchConfigurationTest {

    @Test
    void theServerEndsASessionThatStandsStillWhileItWritesOfARun(TestDatabase database) {
        ConnectionSpec target = new ConnectionSpec(
                "target", database.url(), database.username(), database.password(), Map.of(), "the test");
        Settings settings =
                new Settings(Path.of("."), "test", null, ZoneOffset.UTC, Map.of(), Map.of("target", target));
        try (Connections connections = new Connections(settings, note -> {});
                ConnectionPool pool = new BatchConfiguration().controlPool(connections)) {
            assertThat(new JdbcTemplate(pool.dataSource())
                            .queryForObject("SHOW idle_in_transaction_session_timeout", String.class))
                    .isEqualTo("5s");
        }
    }
}
