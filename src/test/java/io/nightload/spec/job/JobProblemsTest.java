package io.nightload.spec.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.spec.JobSpec;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import io.nightload.spec.Settings;
import io.nightload.spec.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobProblemsTest {

    private static final String STEP = """
            steps:
              - name: load
                source: { csv: a.csv }
                target: { table: t }
            """;

    @TempDir
    private Path home;

    private final Problems problems = new Problems();

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectories(home.resolve("jobs"));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws IOException {
        read("""
                descripton: x
                time_zone: Europe/Berln
                parameters:
                  date: { type: dat, default: today }
                  day: { type: date, default: yesterdai }
                  2nd: { default: x }
                  plain: yesterday
                  path: { type: string, default: "${folder}", identifying: maybe }
                steps:
                  - name: load
                    source: { csv: a.csv }
                    tranform: { keep: x }
                    target: { table: t }
                    chunk: 0
                    rejects: many
                  - source: { csv: a.csv }
                  - name: load
                    sql: select 1
                    chunk: 5
                  - just text
                """);

        assertProblems(
                "j.yaml:1:1: unknown key 'descripton': did you mean 'description'?"
                        + " (description, time_zone, parameters, steps)",
                "j.yaml:2:12: there is no time zone 'Europe/Berln': did you mean 'Europe/Berlin'?",
                "j.yaml:4:17: there is no parameter type 'dat': did you mean 'date'?"
                        + " (string, int, numeric, boolean, date, timestamp)",
                "j.yaml:5:31: 'yesterdai' is no date: did you mean 'yesterday'?"
                        + " Write 2026-11-20, today, yesterday or today-3d",
                "j.yaml:6:3: a parameter's name has letters, digits and _ and begins with no digit, as expressions"
                        + " write it :name; '2nd' has others",
                "j.yaml:6:8: the parameter has no 'type': one of string, int, numeric, boolean, date, timestamp",
                "j.yaml:7:10: a parameter is a mapping such as { type: date, default: yesterday }, and this is text",
                "j.yaml:8:34: a default is taken as it stands, and '${' is not replaced in it",
                "j.yaml:8:60: identifying must be true or false, and is text",
                "j.yaml:12:5: unknown key 'tranform': did you mean 'transform'?"
                        + " (name, sql, source, transform, target, chunk, partitions, rejects, pool, budget, retry, publish)",
                "j.yaml:12:15: transform must be a list, and is a mapping",
                "j.yaml:14:12: chunk must be between 1 and 1,000,000, and is 0",
                "j.yaml:15:14: the limit of rejects is a number of rows, such as 100, or a share of them up to"
                        + " \"100%\", such as \"0.5%\", and this is 'many'",
                "j.yaml:16:5: the step has no 'name'",
                "j.yaml:16:5: the step has a 'source' and no 'target': add where its rows go",
                "j.yaml:17:11: there is a step 'load' already, in line 10: name one of them otherwise",
                "j.yaml:19:5: a step with 'sql' has no 'chunk': it reads no rows",
                "j.yaml:20:5: a step is a mapping with a 'name', and this is text");
    }

    @Test
    void whatCouldBeUnderstoodIsThereToBeChecked() throws IOException {
        JobSpec job = read("""
                        steps:
                          - name: broken
                            source: { csv: a.csv }
                          - name: misspelt
                            sorce: { csv: a.csv }
                            target: { table: t }
                        """).orElseThrow();

        assertThat(job.steps()).extracting(StepSpec::name).containsExactly("misspelt");
    }

    @Test
    void aStepIsEitherSqlOrRows() throws IOException {
        read("""
                steps:
                  - { name: both, sql: select 1, source: { csv: a }, target: { table: t } }
                  - { name: neither }
                """);

        assertProblems(
                "j.yaml:2:5: the step has 'sql' and 'source': make two steps of it",
                "j.yaml:3:5: the step has neither 'sql' nor 'source': add a source and a target, or sql");
    }

    @Test
    void aStepPublishesChunksOrAllAtOnce() throws IOException {
        read(STEP + "    publish: steps\n");

        assertProblems(
                "j.yaml:5:14: publish is 'chunk' (each chunk by itself) or 'step' (all rows of the step together), and"
                        + " this is 'steps': did you mean 'step'? (chunk, step)");
    }

    @Test
    void attemptsAndPausesHaveBounds() throws IOException {
        read(STEP + "    retry: { attempts: 0, pause: soon, most: 2d, pauses: 1s }\n");

        assertProblems(
                "j.yaml:5:24: attempts must be between 1 and 1,000, and is 0",
                "j.yaml:5:34: pause must be a length of time such as 500ms, 30s, 10m, 24h or 90d and at most 1d, and is 'soon'",
                "j.yaml:5:46: most must be a length of time such as 500ms, 30s, 10m, 24h or 90d and at most 1d, and is '2d'",
                "j.yaml:5:50: unknown key 'pauses': did you mean 'pause'? (attempts, pause, most)");
    }

    @Test
    void bothFormsOfRetryAreNamed() throws IOException {
        read(STEP + "    retry: many\n");

        assertProblems(
                "j.yaml:5:12: retry is a number of attempts from 1 to 1000, or { attempts: 8, pause: 1s, most: 30s }, and is 'many'");
    }

    @Test
    void aPartIsOneKey() throws IOException {
        read("""
                steps:
                  - name: load
                    source: { csv: a.csv, path: b }
                    transform:
                      - set: { a: b }
                        keep: c
                      - {}
                      - 5
                    target: [table]
                """);

        assertProblems(
                "j.yaml:3:27: source has one part, and 'path' is a second key:"
                        + " indent it below 'csv' if it is one of its options",
                "j.yaml:6:9: an item of transform has one part, and 'keep' is a second key:"
                        + " indent it below 'set' if it is one of its options",
                "j.yaml:7:9: an item of transform is an empty mapping: it needs one key, the part's name",
                "j.yaml:8:9: an item of transform must be a mapping such as name: { … }, and is a whole number",
                "j.yaml:9:13: target must be a mapping such as name: { … }, and is a list");
    }

    @Test
    void aJobHasSteps() throws IOException {
        read("description: x\n");
        read("steps: []\n");
        read("steps: soon\n");
        read("- name: load\n");
        read("# nothing\n");

        assertProblems(
                "j.yaml:1:1: the job has no 'steps'",
                "j.yaml:1:1: a job is a mapping with the key 'steps', and this is a list",
                "j.yaml:1:1: a job is a mapping with the key 'steps', and this is nothing",
                "j.yaml:1:8: 'steps' is empty: a job has one step or more",
                "j.yaml:1:8: steps must be a list, and is text");
    }

    @Test
    void aNameFitsIntoTheJobRepositorysColumns() throws IOException {
        String name = "\uD83D\uDE00".repeat(100);
        read(STEP.replace("load", name));
        assertThat(problems.list()).isEmpty();

        read(STEP.replace("load", name + "x"));
        read(STEP.replace("load", "' '"));
        read(STEP.replace("load", "\"a\\nb\""));
        assertProblems(
                "j.yaml:2:11: the step's name has 101 characters, and the job repository takes 100",
                "j.yaml:2:11: the step's name is empty",
                "j.yaml:2:11: the step's name holds a control character, such as a line break");
    }

    private Optional<JobSpec> read(String text) throws IOException {
        Path file = Files.writeString(home.resolve("j.yaml"), text);
        Settings settings = new Settings(home, "shop", null, ZoneId.of("UTC"), Map.of(), Map.of());
        return new JobReader(settings, problems).read(file.toString());
    }

    private void assertProblems(String... expected) {
        assertThat(problems.list()).extracting(Problem::toString).containsExactly(expected);
    }
}
