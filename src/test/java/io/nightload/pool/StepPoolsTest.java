package io.nightload.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.Taker;
import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.connection.Connections;
import io.nightload.connection.DatabaseSource;
import io.nightload.pool.guard.ChunkGuard;
import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.PoolSizes;
import io.nightload.spec.Position;
import io.nightload.spec.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

@ExtendWith(TestDatabaseExtension.class)
class StepPoolsTest {

    private static final Position PLACE = new Position("jobs/j.yaml", 7, 5);

    private TestDatabase database;

    @BeforeEach
    void keep(TestDatabase given) {
        database = given;
    }

    @Test
    void aStepThatTheServerHasNoRoomForIsRefusedBeforeItOpensAConnection() throws Exception {
        DataSource limited = roleWithLimit(10);
        List<PoolNeed> needs = PoolNeed.of("facts", PLACE, 8, "target", List.of("target"));

        assertThatThrownBy(() -> open(needs, limited))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage(
                        "jobs/j.yaml:7:5: step facts needs 17 connections to target (8 partitions × 2 + 1), and role %1$s"
                                + " has 8 at most (connection limit 10 − 2 for the run's lease and job repository):"
                                + " lower partitions, or ALTER ROLE \"%1$s\" CONNECTION LIMIT 19",
                        role());
        assertThat(sessions()).isZero();
        dropRole();
    }

    @Test
    void poolsOnOneServerShareItsRoom() throws Exception {
        DataSource limited = roleWithLimit(6);
        List<PoolNeed> needs = PoolNeed.of("facts", PLACE, 1, "target", List.of("shop", "shop"));

        try (Connection one = limited.getConnection();
                Connection two = limited.getConnection();
                Connection three = limited.getConnection()) {
            assertThat(one.isValid(1) && two.isValid(1) && three.isValid(1)).isTrue();
            assertThatThrownBy(() -> open(needs, limited))
                    .hasMessageStartingWith(
                            "step facts needs 2 connections to shop (1 partition × 2), and role %s has 1 left"
                                    + " (connection limit 6 − 3 in use − 2 for the step's other pools): close other"
                                    + " clients,",
                            role());
        }
        dropRole();
    }

    @Test
    void whatIsInUseIsNotLeft() throws Exception {
        DataSource limited = roleWithLimit(4);
        List<PoolNeed> needs = PoolNeed.of("facts", PLACE, 1, "target", List.of());

        try (Connection one = limited.getConnection();
                Connection two = limited.getConnection();
                Connection three = limited.getConnection()) {
            assertThat(one.isValid(1) && two.isValid(1) && three.isValid(1)).isTrue();
            assertThatThrownBy(() -> open(needs, limited))
                    .isInstanceOf(NoRoomException.class)
                    .hasMessageContaining("(connection limit 4 − 3 in use)");
        }
        try (StepPools pools = open(needs, limited);
                Connection writer = pools.target().getConnection();
                Connection beside = pools.target().getConnection()) {
            assertThat(pid(writer)).isNotEqualTo(pid(beside));
        }
        dropRole();
    }

    @Test
    void aDatabasesLimitCountsToo() throws Exception {
        String name = String.valueOf(database.queryOne("SELECT current_database()"));
        database.execute("ALTER DATABASE " + name + " CONNECTION LIMIT 1");
        List<PoolNeed> needs = PoolNeed.of("facts", PLACE, 1, "target", List.of());

        assertThatThrownBy(() -> open(needs, database.dataSource()))
                .hasMessageContaining("and database " + name + " has 0 at most (connection limit 1 − 2 for the run's")
                .hasMessageContaining("ALTER DATABASE \"" + name + "\" CONNECTION LIMIT 4");
    }

    @Test
    void aPlaceThatIsFreeAMomentLaterIsWaitedFor() throws Exception {
        List<PoolNeed> needs = PoolNeed.of("facts", PLACE, 1, "target", List.of());
        AtomicInteger tries = new AtomicInteger();
        DatabaseSource source = () -> {
            if (tries.incrementAndGet() % 2 == 1) {
                throw new SQLException("FATAL: too many connections for role", "53300");
            }
            return database.dataSource().getConnection();
        };

        try (StepPools pools = open(needs, source);
                Connection writer = pools.target().getConnection()) {
            assertThat(writer.isValid(1)).isTrue();
        }
    }

    @Test
    void whereNotOnePlaceIsLeftTheNeedIsSaidBesideTheServersWords() throws Exception {
        DataSource limited = roleWithLimit(1);
        List<PoolNeed> needs = PoolNeed.of("facts", PLACE, 1, "target", List.of());

        try (Connection only = limited.getConnection()) {
            assertThat(only.isValid(1)).isTrue();
            assertThatThrownBy(() -> open(needs, limited))
                    .isInstanceOf(NoRoomException.class)
                    .hasMessage(
                            "step facts needs 2 connections to target (1 partition × 1 + 1), and not one is left:"
                                    + " FATAL: too many connections for role \"%s\" (%s)",
                            role(), PLACE);
        }
        dropRole();
    }

    @Test
    void theWriterKeepsItsBackendWhateverReadersTake() throws Exception {
        List<PoolNeed> needs = PoolNeed.of("facts", PLACE, 1, "target", List.of("target"));

        try (StepPools pools = open(needs, database.dataSource())) {
            int before = pid(pools.target());
            try (Connection reader = pools.source("target").getConnection()) {
                assertThat(pid(reader)).isNotEqualTo(before);
                assertThat(pid(pools.target())).isEqualTo(before);
            }
        }
    }

    @Test
    void whatIsLeftOpenIsRolledBackWhenTheWriterGivesItBack() throws Exception {
        database.execute("CREATE TABLE public.t (a int)");

        try (StepPools pools = open(PoolNeed.of("facts", PLACE, 1, "target", List.of()), database.dataSource())) {
            try (Connection writer = pools.target().getConnection();
                    Statement statement = writer.createStatement()) {
                writer.setAutoCommit(false);
                statement.execute("INSERT INTO public.t VALUES (1)");
            }
            try (Connection writer = pools.target().getConnection()) {
                assertThat(writer.getAutoCommit()).isTrue();
            }
        }
        assertThat(database.count("SELECT count(*) FROM public.t")).isZero();
    }

    @Test
    void whatAReaderSetsDoesNotReachTheNextOneToUseItsConnection() throws Exception {
        DataSource opened = new Connections(settings(database), note -> {}).dataSource("target");
        String settings = "SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_catalog.pg_settings"
                + " WHERE name NOT IN ('transaction_isolation', 'transaction_read_only')";

        try (StepPools pools = open(PoolNeed.of("facts", PLACE, 1, "shop", List.of("shop")), opened)) {
            Connection first = pools.source("shop").getConnection();
            Connection second = pools.source("shop").getConnection();
            String before = value(first, settings);
            for (Connection reader : List.of(first, second)) {
                reader.unwrap(PGConnection.class).setPrepareThreshold(0);
                value(reader, "SELECT set_config('TimeZone', 'Asia/Tokyo', false)");
                reader.setReadOnly(true);
                reader.setAutoCommit(false);
                value(reader, "SELECT set_config('DateStyle', 'ISO, DMY', false)");
                reader.commit();
                value(reader, "SELECT set_config('search_path', 'nowhere', false)");
                reader.close();
            }

            try (Connection writer = pools.target().getConnection()) {
                assertThat(value(writer, settings)).isEqualTo(before).contains("application_name=nightload job/facts");
                assertThat(writer.unwrap(PGConnection.class).getPrepareThreshold())
                        .isEqualTo(5);
            }
        }
    }

    @Test
    void aReadersConnectionThatIsDeadIsReplaced() throws Exception {
        try (StepPools pools =
                open(PoolNeed.of("facts", PLACE, 1, "target", List.of("target")), database.dataSource())) {
            try (Connection reader = pools.source("target").getConnection()) {
                reader.setAutoCommit(false);
                database.execute("SELECT pg_terminate_backend(" + pid(reader) + ")");
            }

            assertThat(pid(pools.source("target"))).isPositive();
            assertThat(pid(pools.target())).isPositive();
        }
    }

    @Test
    void aConnectionThatIsNotGivenBackIsClosedAndItsTakerNamed() throws Exception {
        StepPools pools = open(PoolNeed.of("facts", PLACE, 1, "target", List.of("target")), database.dataSource());
        Connection kept = Taker.take(pools.source("target"));

        assertThatThrownBy(pools::close)
                .isInstanceOf(LeakedConnectionException.class)
                .hasMessageMatching("1 connection of job/facts/target was not given back: taken at"
                        + " example\\.Taker\\.take\\(Taker\\.java:[0-9]+\\); close what is taken, in a"
                        + " try-with-resources or in the part's close\\(\\)");
        assertThat(kept.isClosed()).isTrue();
    }

    @Test
    void theServerShowsWhoseConnectionsTheyAre() throws Exception {
        DataSource opened = new Connections(settings(database), note -> {}).dataSource("target");
        try (StepPools pools = open(PoolNeed.of("facts", PLACE, 1, "target", List.of()), opened);
                Connection writer = pools.target().getConnection()) {
            assertThat(database.query("SELECT application_name FROM pg_stat_activity WHERE pid = " + pid(writer)))
                    .containsExactly("nightload job/facts/target");
        }
    }

    private StepPools open(List<PoolNeed> needs, DataSource source) throws SQLException {
        return StepPools.open("job", needs, PoolSizes.FITTED, name -> source, new ChunkGuard("facts", null));
    }

    private static Settings settings(TestDatabase database) {
        ConnectionSpec target = new ConnectionSpec(
                "target", database.url(), database.username(), database.password(), Map.of(), "the test");
        return new Settings(Path.of("."), "test", null, ZoneOffset.UTC, Map.of(), Map.of("target", target));
    }

    private DataSource roleWithLimit(int limit) throws SQLException {
        try (Connection admin = database.admin().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE ROLE %s LOGIN PASSWORD 'x' CONNECTION LIMIT %d".formatted(role(), limit));
        }
        return database.dataSource(role(), "x");
    }

    private void dropRole() throws SQLException {
        try (Connection admin = database.admin().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("DROP ROLE " + role());
        }
    }

    private String role() {
        return "limited_in_" + database.queryOne("SELECT current_database()");
    }

    private long sessions() {
        return database.count("SELECT count(*) FROM pg_stat_activity WHERE usename = '" + role() + "'");
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static int pid(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return pid(connection);
        }
    }

    private static int pid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
