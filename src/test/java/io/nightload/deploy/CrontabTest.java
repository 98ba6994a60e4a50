package io.nightload.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The line of {@code deploy/crontab}, run by a shell with programs in the place of {@code nightload} and {@code sleep}. */
class CrontabTest {

    private static final Pattern SCHEDULED = Pattern.compile("(?m)^30 2 \\* \\* \\* (.*)$");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 5})
    void whatIsDoneOrNeedsAPersonIsNotTriedAgain(int code) throws IOException, InterruptedException {
        assertThat(runs("exit " + code)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "130", "137", "143"})
    void whatMayPassByItselfIsTriedSixTimes(int code) throws IOException, InterruptedException {
        assertThat(runs("exit " + code)).hasSize(6).allMatch("run nightly-shop --home /srv/shop"::equals);
    }

    @Test
    void aTryThatEndsWellIsTheLast() throws IOException, InterruptedException {
        assertThat(runs("[ $(wc -l < runs) = 3 ] || exit 1")).hasSize(3);
    }

    @Test
    void noPercentSignWouldEndTheCommand() throws IOException {
        assertThat(command()).doesNotContain("%");
    }

    private static String command() throws IOException {
        Matcher line = SCHEDULED.matcher(Files.readString(Path.of("deploy/crontab")));
        assertThat(line.find()).isTrue();
        return line.group(1);
    }

    /** The arguments of each run of a program that ends like this. */
    private List<String> runs(String end) throws IOException, InterruptedException {
        program("nightload", "echo \"$*\" >> runs; " + end);
        program("sleep", "");
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", command()).directory(folder.toFile());
        shell.environment().put("PATH", folder + ":/usr/bin:/bin");
        Process process = shell.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(said).isEmpty();
        return Files.readAllLines(folder.resolve("runs"));
    }

    private void program(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + content + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
