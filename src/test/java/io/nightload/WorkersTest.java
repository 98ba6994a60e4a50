package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Eight partitions at once, each with a reader and a writer on one database. */
@ExtendWith(TestDatabaseExtension.class)
class WorkersTest {

    private static final int NEEDED = 17;

    @TempDir
    private Path home;

    private TestDatabase target;
    private Program program;

    @BeforeEach
    void makeTablesAndJob(TestDatabase given) {
        target = given;
        target.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.source (id int PRIMARY KEY, name text);
                CREATE TABLE shop.copy (id int PRIMARY KEY, name text);
                INSERT INTO shop.source SELECT i, repeat('x', 100) FROM generate_series(1, 40000) i;
                ANALYZE shop.source""");
        program = new Project(home).job("copy", """
                        steps:
                          - name: copy
                            source: { table: shop.source }
                            target: { table: { name: shop.copy, mode: append } }
                            chunk: 1000
                            partitions: 8
                            retry: 1
                        """).program(target);
    }

    @Test
    void onAPoolThatFitsTheyRunToTheEndAndNobodyWaitsLongerThanAChunk() {
        Program.Ended ended = program.runHere("run", "copy", "--output", "json");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.query("SELECT count(*), sum(id) FROM shop.copy")).containsExactly("40000|800020000");
        JsonNode step = JsonMapper.shared().readTree(ended.out()).get("steps").get(0);
        assertThat(step.get("partitions").size()).isEqualTo(8);
        for (JsonNode partition : step.get("partitions")) {
            double chunkMillis = partition.get("seconds").asDouble()
                    * 1000
                    / partition.get("chunks").asInt();
            assertThat(step.get("connectionWaitMaxMillis").asDouble()).isLessThan(chunkMillis);
        }
    }

    @Test
    void withTooFewConnectionsLeftTheStepIsRefusedBeforeAnythingIsWritten() throws Exception {
        limitTo(20);
        try (Connection other = target.dataSource().getConnection();
                Connection another = target.dataSource().getConnection()) {
            assertThat(other.isValid(1) && another.isValid(1)).isTrue();
            Program.Ended ended = program.runHere("run", "copy");

            assertThat(ended.exitCode()).as(ended.all()).isEqualTo(1);
            assertThat(ended.out())
                    .contains("step copy needs 17 connections to target (8 partitions × 2 + 1)")
                    .contains("lower partitions, close other clients, or ALTER DATABASE");
        }
        assertThat(target.count("SELECT count(*) FROM shop.copy")).isZero();
        assertThat(target.count("SELECT count(*) FROM nightload.checkpoint")).isZero();
    }

    @Test
    void whatTheServerCouldNeverGiveIsRefusedByCheckAndRunInTheSameWords() {
        limitTo(18);
        Program eager = new Project(home).job("eager", """
                        steps:
                          - name: copy
                            source: { table: shop.source }
                            target: { table: { name: shop.copy, mode: append } }
                            partitions: 8
                        """).program(target);

        Program.Ended check = eager.runHere("check", "eager");
        Program.Ended run = eager.runHere("run", "eager");

        String refusal = "has 16 at most (connection limit 18 − 2 for the run's lease and job repository):"
                + " lower partitions, or ALTER DATABASE \"" + target.queryOne("SELECT current_database()")
                + "\" CONNECTION LIMIT 19";
        assertThat(check.exitCode()).as(check.all()).isEqualTo(2);
        assertThat(check.err()).contains(refusal);
        assertThat(run.exitCode()).as(run.all()).isEqualTo(2);
        assertThat(run.all()).contains(refusal).doesNotContain("attempt");
    }

    @Test
    void aStepThatTheServerHasNoRoomForIsRefusedBeforeTheStepsInFrontOfItRun() throws Exception {
        Project project = new Project(home);
        project.job("two", """
                steps:
                  - name: empty
                    sql: TRUNCATE shop.source
                  - name: copy
                    source: { table: shop.source }
                    target: { table: { name: shop.copy, mode: append } }
                    partitions: 8
                """);
        limitTo(12);

        Program.Ended run = program.runHere("run", "two");
        Program.Ended check = program.runHere("check", "two");

        assertThat(run.exitCode()).as(run.all()).isEqualTo(2);
        assertThat(run.err())
                .contains("jobs/two.yaml:4:5: step copy needs 17 connections to target (8 partitions × 2 + 1), and")
                .contains("nothing was run");
        assertThat(target.count("SELECT count(*) FROM shop.source")).isEqualTo(40_000);
        assertThat(check.exitCode()).as(check.all()).isEqualTo(2);
        assertThat(check.err())
                .contains("has 10 at most (connection limit 12 − 2 for the run's lease and job repository)");
    }

    @Test
    void aStepThatGoesOnInOnePieceNeedsNoMoreThanThat() throws Exception {
        Project project = new Project(home);
        String job = """
                steps:
                  - name: copy
                    source: { table: shop.source }
                    target: { table: { name: shop.copy, mode: append } }
                    chunk: 1000
                    %s
                """;
        project.job("begun", job.formatted(""));
        target.execute("""
                CREATE FUNCTION shop.fail() RETURNS trigger LANGUAGE plpgsql AS
                  $$ BEGIN RAISE 'no room' USING ERRCODE = 'io_error'; END $$;
                CREATE TRIGGER fail BEFORE INSERT ON shop.copy FOR EACH ROW WHEN (NEW.id = 20000)
                  EXECUTE FUNCTION shop.fail()""");
        assertThat(program.runHere("run", "begun").exitCode()).isEqualTo(1);
        target.execute("DROP TRIGGER fail ON shop.copy");
        project.job("begun", job.formatted("partitions: 8"));
        limitTo(12);

        Program.Ended ended = program.runHere("run", "begun");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.query("SELECT count(*), sum(id) FROM shop.copy")).containsExactly("40000|800020000");
    }

    @Test
    void autoTakesWhatTheServerHasLeft() {
        new Project(home).job("auto", """
                steps:
                  - name: copy
                    source: { table: shop.source }
                    target: { table: { name: shop.copy, mode: append } }
                    partitions: auto
                    pool: 3
                """);

        Program.Ended ended = program.runHere("run", "auto");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.count("SELECT count(*) FROM nightload.checkpoint WHERE bounds IS NOT NULL"))
                .as("a pool of 3 has room for one reader and one writer at a time")
                .isEqualTo(1);
    }

    @Test
    void aPoolThatIsTooSmallIsRefusedByCheck() {
        new Project(home).job("small", """
                steps:
                  - name: copy
                    source: { table: shop.source }
                    target: { table: { name: shop.copy, mode: append } }
                    partitions: 8
                    pool: 16
                """);

        assertThat(program.runHere("check", "small").all())
                .contains("jobs/small.yaml:6:11: step copy needs " + NEEDED
                        + " connections to target (8 partitions × 2 + 1), its pool allows 16: raise pool or lower"
                        + " partitions");
    }

    private void limitTo(int connections) {
        target.execute(
                "ALTER DATABASE " + target.queryOne("SELECT current_database()") + " CONNECTION LIMIT " + connections);
    }
}
