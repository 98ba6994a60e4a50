package io.nightload.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(TestDatabaseExtension.class)
class MigrationsTest {

    private static final String TABLES = "SELECT string_agg(tablename, ' ' ORDER BY tablename COLLATE \"C\")"
            + " FROM pg_catalog.pg_tables WHERE schemaname = 'nightload'";

    @Test
    void controlAndTargetMayBeOneDatabase(TestDatabase database) throws SQLException {
        Migrations.control(database.dataSource());
        Migrations.target(database.dataSource());

        assertThat(database.queryOne(TABLES))
                .isEqualTo("batch_job_execution batch_job_execution_context batch_job_execution_params"
                        + " batch_job_instance batch_step_execution batch_step_execution_context checkpoint"
                        + " flyway_control flyway_target hold instance lease reject remembered report");
    }

    @Test
    void aTargetAloneHasNoJobRepository(TestDatabase database) throws SQLException {
        Migrations.target(database.dataSource());

        assertThat(database.queryOne(TABLES)).isEqualTo("checkpoint flyway_target instance reject remembered");
    }

    @Test
    void theSecondTimeChangesNothing(TestDatabase database) throws SQLException {
        Migrations.target(database.dataSource());
        List<String> history = database.query("SELECT * FROM nightload.flyway_target ORDER BY installed_rank");

        Migrations.target(database.dataSource());

        assertThat(database.query("SELECT * FROM nightload.flyway_target ORDER BY installed_rank"))
                .isEqualTo(history)
                .isNotEmpty();
    }

    @Test
    void processesThatMigrateAtOnceDoNotCollide(TestDatabase database) throws Exception {
        int processes = 6;
        CyclicBarrier start = new CyclicBarrier(processes);
        ExecutorService threads = Executors.newFixedThreadPool(processes);
        List<Callable<Void>> migrations = IntStream.range(0, processes)
                .mapToObj(i -> (Callable<Void>) () -> {
                    start.await();
                    (i % 2 == 0 ? Migrations.CONTROL : Migrations.TARGET).migrate(database.dataSource());
                    return null;
                })
                .toList();
        try {
            for (Future<Void> done : threads.invokeAll(migrations)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(database.query("SELECT version FROM nightload.flyway_control ORDER BY installed_rank"))
                .endsWith("1", "2", "3", "4", "5")
                .doesNotHaveDuplicates();
        assertThat(database.query("SELECT version FROM nightload.flyway_target ORDER BY installed_rank"))
                .endsWith("7", "8", "9")
                .doesNotHaveDuplicates();
    }

    @Test
    void aDatabaseOfANewerNightloadIsRefused(TestDatabase database) throws SQLException {
        Migrations.target(database.dataSource());
        database.execute("INSERT INTO nightload.flyway_target SELECT 99, '10', 'later', type, script, checksum,"
                + " installed_by, installed_on, execution_time, true FROM nightload.flyway_target WHERE version = '1'");

        assertThatThrownBy(() -> Migrations.target(database.dataSource()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("version 10")
                .hasMessageContaining("knows up to 9");
    }

    @Test
    void aRejectOfAnOlderNightloadWaitsForAReplay(TestDatabase database) throws SQLException {
        Migrations.target(database.dataSource());
        database.execute(
                "DELETE FROM nightload.flyway_target WHERE version IN ('7', '8', '9'); ALTER TABLE nightload.instance DROP process;"
                        + " ALTER TABLE nightload.reject"
                        + " DROP items, DROP part_of, DROP written, DROP mended, DROP attempts, DROP replayed, DROP replayed_by,"
                        + " DROP traced");
        database.execute(
                "INSERT INTO nightload.reject (project, job, identity, again, execution_id, step, partition, raw, reason)"
                        + " VALUES ('p', 'j', '', 0, 1, 's', 0, '1,x', 'no number')");

        Migrations.target(database.dataSource());

        assertThat(database.query("SELECT raw, attempts, replayed IS NULL, traced FROM nightload.reject"))
                .containsExactly("1,x|1|t|f");
    }

    @Test
    void aUserWhoMayNotMakeASchemaIsToldWhatToAskFor(TestDatabase database) throws SQLException {
        database.execute("SELECT 1");
        try (var connection = database.admin().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP ROLE IF EXISTS guest");
            statement.execute("CREATE ROLE guest LOGIN PASSWORD 'guest'");
        }

        assertThatThrownBy(() -> Migrations.control(database.dataSource("guest", "guest")))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("user guest may not")
                .hasMessageContaining("CREATE SCHEMA nightload AUTHORIZATION \"guest\"");
    }

    @ParameterizedTest
    @EnumSource
    void theNewestVersionIsTheNewestScript(Migrations migrations) throws IOException {
        Path scripts = Path.of("src/main/resources/db", migrations.name().toLowerCase(java.util.Locale.ROOT));
        try (var files = Files.list(scripts)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceAll("^V(\\d+)__.*", "$1"))
                            .mapToInt(Integer::parseInt)
                            .max())
                    .hasValue(migrations.newest());
        }
    }

    @Test
    void theJobRepositoryIsSpringBatchsOwn(TestDatabase database) throws Exception {
        Migrations.control(database.dataSource());
        String theirs;
        try (var in = org.springframework.batch.core.job.Job.class.getResourceAsStream(
                "/org/springframework/batch/core/schema-postgresql.sql")) {
            theirs = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        database.execute("CREATE SCHEMA theirs; SET search_path = theirs;" + theirs);

        assertThat(shape(database, "nightload")).isEqualTo(shape(database, "theirs"));
    }

    private static String shape(TestDatabase database, String schema) {
        return database.query("""
                        SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default
                        FROM information_schema.columns
                        WHERE table_schema = '%1$s' AND table_name LIKE 'batch%%'
                        UNION ALL
                        SELECT sequence_name, data_type, maximum_value, cycle_option::int, increment, start_value
                        FROM information_schema.sequences WHERE sequence_schema = '%1$s' AND sequence_name LIKE 'batch%%'
                        ORDER BY 1, 2
                        """.formatted(schema).replace("cycle_option::int", "0")).stream()
                .collect(Collectors.joining("\n"));
    }
}
