package io.nightload.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.part.Databases;
import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.spec.Parameters;
import io.nightload.spec.Position;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFinderTest {

    private static final Position HERE = new Position("job.yaml", 3, 9);

    @TempDir
    Path folder;

    private Path base = Path.of("");
    private final Problems problems = new Problems();

    @BeforeEach
    void aProjectBesideAnotherFolder() throws IOException {
        base = Files.createDirectory(folder.resolve("project"));
        write("project/data/a.csv");
        write("project/data/b1.csv");
        write("project/data/B2.csv");
        write("project/data/b10.csv");
        write("project/data/ü.csv");
        write("project/data/.hidden.csv");
        write("project/data/old/a.csv");
        write("project/data/old/er/c.csv");
        write("other/x.csv");
    }

    @Test
    void aStarMatchesWithinANameInTheOrderOfCodePoints() {
        assertThat(find("data/*.csv"))
                .containsExactly("data/B2.csv", "data/a.csv", "data/b1.csv", "data/b10.csv", "data/ü.csv");
    }

    @Test
    void wildcardsAreThoseOfAShell() {
        assertThat(find("data/b?.csv")).containsExactly("data/b1.csv");
        assertThat(find("data/[ab]*.csv")).containsExactly("data/a.csv", "data/b1.csv", "data/b10.csv");
        assertThat(find("data/{a,b1}.csv")).containsExactly("data/a.csv", "data/b1.csv");
        assertThat(find("data/*/a.csv")).containsExactly("data/old/a.csv");
        assertThat(find("data/.h*.csv")).containsExactly("data/.hidden.csv");
    }

    @Test
    void twoStarsMatchAnyNumberOfFolders() {
        assertThat(find("data/**/a.csv")).containsExactly("data/a.csv", "data/old/a.csv");
        assertThat(find("**/[ac].csv")).containsExactly("data/a.csv", "data/old/a.csv", "data/old/er/c.csv");
    }

    @Test
    void severalPatternsKeepTheirOrderAndNameAFileOnce() {
        assertThat(find("data/old/*.csv", "data/b1.csv", "data/b?.csv", "data/a.csv"))
                .containsExactly("data/old/a.csv", "data/b1.csv", "data/a.csv");
    }

    @Test
    void aFileWhoseNameLooksLikeAPatternIsFound() throws IOException {
        write("project/data/x[1].csv");
        assertThat(find("data/x[1].csv")).containsExactly("data/x[1].csv");
    }

    @Test
    void aPatternThatMatchesNothingSaysWhatIsThere() {
        assertThat(problem("data/old/x*.csv"))
                .isEqualTo("no file matches data/old/x*.csv (looked in " + base + "/data/old, which holds a.csv, er)");
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        assertThat(problem("dat/x.csv")).isEqualTo("no file matches dat/x.csv: there is no folder " + base + "/dat");
    }

    @Test
    void whatMayBeMissingIsNoProblem() {
        assertThat(new FileFinder(planning(), new DataFolders(List.of()), true).find(located("dat/x*.csv")))
                .isEmpty();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(problem("data/old")).isEqualTo("data/old is a folder: name files in it, as in data/old/*.csv");
    }

    @Test
    void aBracketThatIsNotClosedIsAProblem() {
        assertThat(problem("data/[a.csv")).startsWith("'data/[a.csv' is no pattern: ");
    }

    @Test
    void aPathCannotLeaveTheProject() {
        assertThat(problem("../other/x.csv"))
                .isEqualTo("../other/x.csv leads to " + folder + "/other/x.csv, outside of the project's folder " + base
                        + ": a job reads files there or in the folders that the environment variable NIGHTLOAD_DATA "
                        + "lists");
        assertThat(problem("../other/*.csv")).contains("outside of the project's folder");
        assertThat(problem("../other/missing.csv")).contains("outside of the project's folder");
        assertThat(problem("/etc/passwd")).contains("outside of the project's folder");
    }

    @Test
    void aLinkCannotLeaveTheProject() throws IOException {
        Files.createSymbolicLink(base.resolve("data/link.csv"), folder.resolve("other/x.csv"));
        Files.createSymbolicLink(base.resolve("linked"), folder.resolve("other"));
        assertThat(problem("data/link.csv")).contains("leads to " + folder + "/other/x.csv, outside");
        assertThat(problem("data/l*.csv")).contains("leads to ");
        assertThat(problem("linked/nothing*.csv")).contains("leads to " + folder + "/other, outside");
    }

    @Test
    void aLinkWithinTheProjectIsFollowed() throws IOException {
        Files.createSymbolicLink(base.resolve("latest.csv"), base.resolve("data/a.csv"));
        assertThat(find("latest.csv")).containsExactly("latest.csv");
    }

    @Test
    void theFoldersOfTheEnvironmentVariableAreAllowed() {
        DataFolders folders = DataFolders.of("/nowhere:" + folder.resolve("other"));
        String path = folder.resolve("other/x.csv").toString();
        assertThat(new FileFinder(planning(), folders, false).find(located(path)))
                .extracting(file -> file.value().name())
                .containsExactly(path);
        assertThat(problems.isEmpty()).isTrue();
    }

    private String problem(String pattern) {
        Problems mine = new Problems();
        new FileFinder(planning(mine), new DataFolders(List.of()), false).find(located(pattern));
        assertThat(mine.list()).hasSize(1);
        Problem problem = mine.list().get(0);
        assertThat(problem.position()).isEqualTo(HERE);
        return problem.message();
    }

    private List<String> find(String... patterns) {
        List<String> found = new FileFinder(planning(), new DataFolders(List.of()), false)
                .find(located(patterns)).stream()
                        .map(file -> file.value().name())
                        .toList();
        assertThat(problems.list()).isEmpty();
        return found;
    }

    private static List<Located<String>> located(String... patterns) {
        return Arrays.stream(patterns).map(p -> new Located<>(p, HERE)).toList();
    }

    private Planning planning() {
        return planning(problems);
    }

    private Planning planning(Problems said) {
        return new Planning(HERE, said, new Parameters(List.of()), ZoneOffset.UTC, base, Databases.NONE, false);
    }

    private void write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "id\n1\n");
    }
}
