package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is true of the program. */
@ExtendWith(TestDatabaseExtension.class)
class ReadmeTest {

    private static final Path HOME = Path.of("").toAbsolutePath();

    private static String readme() throws IOException {
        return Files.readString(HOME.resolve("README.md"));
    }

    /** The first block of YAML whose text contains this. */
    private static String yaml(String content) throws IOException {
        return block("yaml", content);
    }

    /** The first block of a language whose text contains this. */
    static String block(String language, String content) throws IOException {
        Matcher blocks = Pattern.compile("(?s)```" + language + "\\n(.*?)```").matcher(readme());
        while (blocks.find()) {
            if (blocks.group(1).contains(content)) {
                return blocks.group(1);
            }
        }
        throw new AssertionError("no block of " + language + " holds " + content);
    }

    @Test
    void theJobThatItShowsRuns(TestDatabase target, @TempDir Path folder) throws IOException {
        Path job = Files.writeString(folder.resolve("shown.yaml"), yaml("steps:"));

        Program.Ended ended = Program.at(HOME).loadingInto(target).runHere("run", job.toString(), "date=2026-11-20");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.count("SELECT count(*) FROM shop.orders")).isEqualTo(3_397);
    }

    @Test
    void theSettingsThatItShowsAreUnderstood(TestDatabase target, @TempDir Path folder) throws IOException {
        Project project = new Project(folder).job("one", "steps:\n  - name: one\n    sql: SELECT 1\n");
        project.file("nightload.yaml", yaml("connections:").replace("/run/secrets/loader", "secret"));
        project.file("secret", target.password());

        Program.Ended ended = project.program(target).runHere("check", "one", "--env", "test");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
    }
}
