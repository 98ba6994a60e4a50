package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Which runs are the same one: what a second run of a command does. */
@ExtendWith(TestDatabaseExtension.class)
class IdentityTest {

    private static final String ROWS = """
            parameters:
              day: { type: date, default: yesterday }
              note: { type: string, default: "", identifying: false }
            steps:
              - name: rows
                source: { csv: "rows.csv" }
                target: { table: { name: shop.rows, mode: %s } }
                chunk: 2
            """;

    @TempDir
    Path home;

    private Project project;
    private Program program;
    private TestDatabase target;

    @BeforeEach
    void makesTheProject(TestDatabase database) {
        target = database;
        target.execute("CREATE SCHEMA shop; CREATE TABLE shop.rows (id int PRIMARY KEY, name text NOT NULL)");
        project = new Project(home);
        project.file("rows.csv", "id,name\n1,a\n2,b\n3,c\n4,d\n5,e\n");
        program = project.program(target);
    }

    @Test
    void aCompleteJobIsLeftAlone() {
        project.job("rows", ROWS.formatted("append"));
        expect(0, program.runHere("run", "rows", "day=2026-11-20"));

        Program.Ended second = expect(0, program.runHere("run", "rows", "day=2026-11-20"));

        assertThat(second.all()).contains("complete");
        assertThat(rows()).isEqualTo(5);
    }

    @Test
    void aParameterThatDoesNotIdentifyMakesNoOtherInstance() {
        project.job("rows", ROWS.formatted("append"));
        expect(0, program.runHere("run", "rows", "day=2026-11-20", "note=first"));

        expect(0, program.runHere("run", "rows", "day=2026-11-20", "note=second"));

        assertThat(rows()).isEqualTo(5);
    }

    @Test
    void anotherValueIsAnotherInstance() {
        project.job("rows", ROWS.formatted("upsert, key: [id]"));
        expect(0, program.runHere("run", "rows", "day=2026-11-20"));
        project.file("rows.csv", "id,name\n6,f\n");

        expect(0, program.runHere("run", "rows", "day=2026-11-21"));

        assertThat(rows()).isEqualTo(6);
    }

    @Test
    void aDefaultDateIsResolvedAtTheTimeThatIsGiven() {
        project.job("rows", ROWS.formatted("append"));
        expect(0, program.runHere("run", "rows", "--as-of", "2026-11-21T02:00:00Z"));

        Program.Ended second = expect(0, program.runHere("run", "rows", "day=2026-11-20"));

        assertThat(second.all()).contains("complete");
    }

    @Test
    void aJobWithoutIdentifyingParametersRunsAgain() {
        project.job("rows", ROWS.replaceAll("(?s)parameters:.*steps", "steps").formatted("upsert, key: [id]"));
        expect(0, program.runHere("run", "rows"));
        project.file("rows.csv", "id,name\n6,f\n");

        expect(0, program.runHere("run", "rows"));

        assertThat(rows()).isEqualTo(6);
    }

    @Test
    void aFailedJobGoesOnAfterItsLastChunk() {
        project.job("rows", ROWS.replaceAll("(?s)parameters:.*steps", "steps").formatted("append"));
        target.fillUp("shop.rows", "NEW.id = 4");
        Program.Ended failed = expect(1, program.run("run", "rows")); // a process, for its log
        assertThat(failed.all()).contains("no room").doesNotContain("\tat ");
        target.makeRoom("shop.rows");

        Program.Ended resumed = expect(0, program.runHere("run", "rows"));

        assertThat(resumed.all()).contains("resume");
        assertThat(target.query("SELECT id FROM shop.rows ORDER BY id")).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void aFileThatChangedUnderAFailedJobIsRefused() {
        project.job("rows", ROWS.formatted("append"));
        target.fillUp("shop.rows", "NEW.id = 4");
        expect(1, program.runHere("run", "rows", "day=2026-11-20"));
        project.file("rows.csv", "id,name\n1,a\n2,b\n3,c\n5,e\n");

        Program.Ended refused = expect(2, program.runHere("run", "rows", "day=2026-11-20"));

        assertThat(refused.all()).contains("rows.csv", "--again").doesNotContain("\tat ");
    }

    @Test
    void againRunsACompleteUpsertAnew() {
        project.job("rows", ROWS.formatted("upsert, key: [id]"));
        expect(0, program.runHere("run", "rows", "day=2026-11-20"));
        project.file("rows.csv", "id,name\n6,f\n");

        expect(0, program.runHere("run", "rows", "day=2026-11-20", "--again"));

        assertThat(rows()).isEqualTo(6);
    }

    @Test
    void againIsRefusedWhereRowsWereAppended() {
        project.job("rows", ROWS.formatted("append"));
        expect(0, program.runHere("run", "rows", "day=2026-11-20"));

        Program.Ended refused = expect(2, program.runHere("run", "rows", "day=2026-11-20", "--again"));

        assertThat(refused.all()).contains("append");
        assertThat(rows()).isEqualTo(5);
    }

    @Test
    void aSecondRunMeetsALiveOne() throws SQLException {
        try (Connection gate = closedGate();
                Program.Running first = waiting()) {
            Program.Ended second = expect(4, program.runHere("run", "wait"));

            assertThat(second.all()).contains(String.valueOf(first.pid()));
            execute(gate, "SELECT pg_catalog.pg_advisory_unlock(4711)");
            expect(0, first.end());
        }
    }

    @Test
    void aRunWhoseProcessDiedIsResumedAtOnce() throws SQLException {
        try (Connection gate = closedGate();
                Program.Running first = waiting()) {
            assertThat(gate.isValid(1)).isTrue();
            first.kill();
        }

        expect(0, program.runHere("run", "wait"));
    }

    /** A step waits at it until its lock or its connection is gone. */
    private Connection closedGate() throws SQLException {
        Connection gate = target.dataSource().getConnection();
        execute(gate, "SELECT pg_catalog.pg_advisory_lock(4711)");
        return gate;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A process that waits in its step. */
    private Program.Running waiting() {
        project.job("wait", "steps:\n  - name: wait\n    sql: SELECT pg_catalog.pg_advisory_xact_lock(4711)\n");
        Program.Running running = program.start("run", "wait");
        Checkpoints.await(
                () -> target.count("SELECT count(*) FROM pg_catalog.pg_locks WHERE locktype = 'advisory'"
                                + " AND objid = 4711 AND NOT granted")
                        == 1,
                "the run to wait in its step");
        return running;
    }

    private long rows() {
        return target.count("SELECT count(*) FROM shop.rows");
    }

    private static Program.Ended expect(int exitCode, Program.Ended ended) {
        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(exitCode);
        return ended;
    }
}
