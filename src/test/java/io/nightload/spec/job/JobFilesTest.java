package io.nightload.spec.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.spec.JobSpec;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import io.nightload.spec.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFilesTest {

    private static final String JOB = "steps: [{ name: s, sql: select 1 }]\n";

    @TempDir
    private Path folder;

    private Path home;
    private final Problems problems = new Problems();

    @BeforeEach
    void makeJobs() throws IOException {
        home = folder.resolve("home");
        Path jobs = Files.createDirectories(home.resolve("jobs"));
        Files.writeString(jobs.resolve("nightly-shop.yaml"), JOB);
        Files.writeString(jobs.resolve("weekly.yml"), JOB);
        Files.writeString(jobs.resolve("notes.txt"), "");
    }

    @Test
    void aJobIsFoundByItsName() {
        assertThat(read("nightly-shop").orElseThrow().file()).isEqualTo(home.resolve("jobs/nightly-shop.yaml"));
        assertThat(read("weekly").orElseThrow().name()).isEqualTo("weekly");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void aJobIsFoundByItsPath() throws IOException {
        Path file = Files.writeString(folder.resolve("adhoc.yaml"), JOB);

        assertThat(read(file.toString()).orElseThrow().name()).isEqualTo("adhoc");
    }

    @Test
    void anUnknownNameGetsTheNearestAndAll() {
        assertThat(read("nightly-shp")).isEmpty();
        assertProblems("command line: there is no job 'nightly-shp' in " + home.resolve("jobs")
                + ": did you mean 'nightly-shop'? (nightly-shop, weekly)");
    }

    @Test
    void aMissingPathIsNamed() {
        assertThat(read("elsewhere/x.yaml")).isEmpty();
        assertProblems("command line: there is no file 'elsewhere/x.yaml'");
    }

    @Test
    void aNameWithACharacterThatNoFileHasIsUnknown() {
        assertThat(read("a\0b")).isEmpty();
        assertThat(problems.list()).hasSize(1);
    }

    @Test
    void aProjectWithoutJobsSaysSo() {
        home = folder.resolve("empty");

        assertThat(read("x")).isEmpty();
        assertProblems("command line: there is no job 'x' in " + home.resolve("jobs") + ": there are none");
    }

    @Test
    void aFileIsNamedRelativeToTheProject() {
        assertThat(JobFiles.shown(home, home.resolve("jobs/../jobs/a.yaml"))).isEqualTo("jobs/a.yaml");
        assertThat(JobFiles.shown(home, folder.resolve("a.yaml")))
                .isEqualTo(folder.resolve("a.yaml").toString());
    }

    @Test
    void aFilesNameThatTheJobRepositoryCannotHoldIsRefused() throws IOException {
        String name = "n".repeat(101);
        Files.writeString(home.resolve("jobs").resolve(name + ".yaml"), JOB);
        read(name);

        assertProblems("jobs/" + name + ".yaml: the job's name has 101 characters, and the job repository takes 100");
    }

    private Optional<JobSpec> read(String job) {
        Settings settings = new Settings(home, "shop", null, ZoneId.of("UTC"), Map.of(), Map.of());
        return new JobReader(settings, problems).read(job);
    }

    private void assertProblems(String... expected) {
        assertThat(problems.list()).extracting(Problem::toString).containsExactly(expected);
    }
}
