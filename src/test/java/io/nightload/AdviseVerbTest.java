package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code advise} says and leaves alone, through the whole program. */
@ExtendWith(TestDatabaseExtension.class)
class AdviseVerbTest {

    private static final String STEP = """
            steps:
              - name: numbers
                source:
                  table: shop.numbers
                transform:
                  - reject: { when: "n = 3", reason: unlucky }
                target:
                  table: { name: mart.numbers, %s }
            """;

    private final TestDatabase database;
    private final Project project;

    AdviseVerbTest(TestDatabase database, @TempDir Path folder) {
        this.database = database;
        this.project = new Project(folder);
    }

    @BeforeEach
    void tables() {
        database.execute("""
                DROP SCHEMA IF EXISTS nightload CASCADE;
                DROP SCHEMA IF EXISTS shop CASCADE; DROP SCHEMA IF EXISTS mart CASCADE;
                CREATE SCHEMA shop; CREATE SCHEMA mart;
                CREATE TABLE shop.numbers (n int PRIMARY KEY);
                CREATE TABLE mart.numbers (n int PRIMARY KEY);
                INSERT INTO shop.numbers SELECT generate_series(1, 1500)""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode: append", "mode: upsert, key: [n]", "mode: replace, key: [n]"})
    void nothingStaysOfWhatIsTried(String mode) {
        project.job("load", STEP.formatted(mode));

        Program.Ended ended = advise();

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(ended.out()).contains("step numbers", "rolled back: ", "statements/chunk", "default", "500");
        assertThat(database.query("""
                SELECT count(*) FROM mart.numbers UNION ALL SELECT count(*) FROM nightload.checkpoint
                UNION ALL SELECT count(*) FROM nightload.instance UNION ALL SELECT count(*) FROM nightload.reject
                UNION ALL SELECT count(*) FROM nightload.lease UNION ALL SELECT count(*) FROM nightload.remembered
                UNION ALL SELECT count(*) FROM nightload.batch_job_instance
                UNION ALL SELECT count(*) FROM pg_catalog.pg_class WHERE relname LIKE 'stage\\_%'""")).containsOnly("0");
    }

    @Test
    void whereEveryChunkTakesInAllRowsThereIsNothingToChange() {
        database.execute("DELETE FROM shop.numbers WHERE n > 10");
        project.job("load", STEP.formatted("mode: append"));

        assertThat(advise().out().replaceFirst("take 0\\.\\d+ s", "take no time"))
                .isEqualToNormalizingNewlines("""
                step numbers
                  rolled back: 10 read, 9 inserted, 1 rejected

                  all of its rows take no time: too few to tell settings apart, unless they differ much
                  nothing to change: what is set is the best, as far as the measurements tell
                """);
    }

    @Test
    void anotherProgramReadsItAsJson() {
        project.job("load", STEP.formatted("mode: append"));

        JsonNode step = JsonMapper.shared()
                .readTree(advise("--output", "json").out())
                .path("steps")
                .path(0);

        assertThat(step.path("step").asString()).isEqualTo("numbers");
        assertThat(step.path("counts").path("READ").asLong()).isEqualTo(1500);
        JsonNode chunk = step.path("comparisons").path(0);
        assertThat(chunk.path("dimension").asString()).isEqualTo("chunk");
        assertThat(chunk.path("alternatives").findValuesAsString("label")).containsExactly("default", "500");
        assertThat(step.path("yaml").isArray()).isTrue();
    }

    @Test
    void partitionsAreTriedToo() {
        project.file(
                "numbers.csv",
                "n\n" + IntStream.rangeClosed(1, 3000).mapToObj(String::valueOf).collect(Collectors.joining("\n")));
        project.job("load", """
                steps:
                  - name: numbers
                    source: { csv: { path: numbers.csv, columns: { n: int } } }
                    target: { table: { name: mart.numbers, mode: replace } }
                    chunk: 500
                    partitions: 2
                """);

        Program.Ended ended = advise("--output", "json");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        JsonNode step = JsonMapper.shared().readTree(ended.out()).path("steps").path(0);
        assertThat(step.path("counts").path("READ").asLong()).isEqualTo(3000);
        JsonNode partitions = step.path("comparisons").path(1);
        assertThat(partitions.path("dimension").asString()).isEqualTo("partitions");
        assertThat(partitions.path("alternatives").findValuesAsString("label")).startsWith("2", "1");
        assertThat(database.query("""
                SELECT count(*) FROM mart.numbers UNION ALL SELECT count(*) FROM nightload.checkpoint
                UNION ALL SELECT count(*) FROM pg_catalog.pg_class WHERE relname LIKE 'stage\\_%'""")).containsOnly("0");
    }

    @Test
    void aSourceWithoutRowsGivesNothingToMeasure() {
        database.execute("DELETE FROM shop.numbers");
        project.job("load", STEP.formatted("mode: append"));

        Program.Ended ended = advise();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("its source has no rows now, so that there is nothing to measure");
    }

    @Test
    void rowsThatAreThereAlreadyGiveNothingToMeasure() {
        database.execute("INSERT INTO mart.numbers SELECT n FROM shop.numbers");
        long before = database.count("SELECT count(*) FROM mart.numbers");
        project.job("load", STEP.formatted("mode: append"));

        Program.Ended ended = advise();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("rows that it tried were rejected", "where the step appends");
        assertThat(database.count("SELECT count(*) FROM mart.numbers")).isEqualTo(before);
    }

    @Test
    void aTableThatAnEarlierStepMakesIsWaitedFor() {
        project.job("load", """
                steps:
                  - name: make
                    sql: CREATE TABLE mart.later (n int PRIMARY KEY)
                  - name: numbers
                    source: { table: shop.numbers }
                    target: { table: mart.later }
                """);

        Program.Ended ended = advise();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .contains(
                        "it cannot be planned now: ", "mart.later", "if an earlier step makes that, run the job once");
    }

    @Test
    void aJobThatRunsIsLeftAlone() throws SQLException {
        project.job("load", STEP.formatted("mode: append"));
        try (Connection run = database.dataSource().getConnection();
                Statement statement = run.createStatement()) {
            statement.execute("""
                    SELECT pg_catalog.pg_advisory_lock(pg_catalog.hashtextextended(
                      pg_catalog.concat_ws(E'\\n', 'nightload', 'test', 'load', ''), 0))""");

            Program.Ended ended = advise();

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.err()).startsWith("job load is running already");
            assertThat(run.isValid(1)).isTrue();
        }
    }

    @Test
    void aStepThatIsNotThereIsRefusedWithTheNearest() {
        project.job("load", STEP.formatted("mode: append"));

        Program.Ended ended = advise("--step", "number");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("job load has no step 'number': did you mean 'numbers'?");
    }

    @Test
    void aStepOfSqlHasNothingToTry() {
        project.job("load", "steps:\n  - name: one\n    sql: SELECT 1\n");

        Program.Ended ended = advise();

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("there is nothing to try in SQL: step one has no source");
    }

    private Program.Ended advise(String... more) {
        String[] arguments = new String[4 + more.length];
        System.arraycopy(new String[] {"advise", "load", "--seconds", "60"}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return project.program(database).runHere(arguments);
    }
}
