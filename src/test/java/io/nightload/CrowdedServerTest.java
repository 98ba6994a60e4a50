package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that has no connection left for anybody. */
@ExtendWith(TestDatabaseExtension.class)
class CrowdedServerTest {

    private static final String FULL = "53300";

    @TempDir
    private Path home;

    private final List<Connection> crowd = new ArrayList<>();
    private TestDatabase target;
    private Program program;

    @BeforeEach
    void makeTheJob(TestDatabase given) {
        target = given.secondServer();
        target.execute("CREATE SCHEMA shop; CREATE TABLE shop.rows (id bigint)");
        program = new Project(home)
                .file("nightload.yaml", "project: test\nretry: { attempts: 1000, pause: 50ms, most: 200ms }\n")
                .file("rows.csv", "id\n1\n2\n")
                .job("rows", """
                        steps:
                          - name: gate
                            sql: SELECT pg_catalog.pg_advisory_xact_lock(7)
                          - name: rows
                            source: { csv: { path: rows.csv, columns: { id: bigint } } }
                            target: { table: shop.rows }
                        """)
                .program(target);
    }

    @AfterEach
    void leave() throws SQLException {
        for (Connection connection : crowd) {
            connection.close();
        }
        crowd.clear();
    }

    private void arrive() throws SQLException {
        try {
            while (true) {
                crowd.add(target.admin().getConnection());
            }
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo(FULL);
        }
    }

    @Test
    void aRunWaitsForConnectionsAndCompletes() throws SQLException {
        try (Connection gate = target.dataSource().getConnection();
                Statement statement = gate.createStatement()) {
            statement.execute("SELECT pg_catalog.pg_advisory_lock(7)");
            try (Program.Running running = program.start("run", "rows")) {
                Checkpoints.await(
                        () -> target.count("SELECT count(*) FROM pg_catalog.pg_locks WHERE locktype = 'advisory'"
                                        + " AND NOT granted")
                                == 1,
                        "the first step");
                arrive();
                statement.execute("SELECT pg_catalog.pg_advisory_unlock(7)");
                Checkpoints.await(() -> said(running).contains("attempt 3 of 1000"), "the run to try again");
                leave();

                Program.Ended ended = running.end();
                assertThat(ended.exitCode()).as(ended.all()).isZero();
            }
        }
        assertThat(target.count("SELECT count(*) FROM shop.rows")).isEqualTo(2);
    }

    @Test
    void aRunThatCannotEvenBeginSaysSoAndTheSameCommandLoadsLater() throws SQLException {
        arrive();
        Program.Ended refused = program.runHere("run", "rows");
        assertThat(refused.exitCode()).as(refused.all()).isEqualTo(1);
        assertThat(refused.err()).contains("too many clients already");

        leave();
        assertThat(program.runHere("run", "rows").exitCode()).isZero();
        assertThat(target.count("SELECT count(*) FROM shop.rows")).isEqualTo(2);
    }

    private static String said(Program.Running running) {
        try {
            return Files.readString(running.err());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
