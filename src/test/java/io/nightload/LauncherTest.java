package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program where a container starts it: as a user whom nobody knows, in folders that cannot be written. */
@ExtendWith(TestDatabaseExtension.class)
class LauncherTest {

    /** The user has the rights of the one who runs the test, but no name, no home, and none of the rights of root. */
    private static final List<String> AS_NOBODY_KNOWN =
            List.of("unshare", "--user", "--map-user=54321", "--map-group=54321", "--");

    @TempDir
    private Path folder;

    private Path home;
    private Launcher launcher;

    @BeforeEach
    void installs() {
        home = new Project(folder.resolve("project"))
                .job("one", "steps:\n  - name: one\n    sql: SELECT 1\n")
                .home();
        launcher = Launcher.in(folder.resolve("installed"));
    }

    @AfterEach
    void letsTheFoldersBeRemoved() throws IOException {
        permit(home, "rwxr-xr-x");
        permit(launcher.folder(), "rwxr-xr-x");
    }

    @Test
    void anyUserRunsAJobInFoldersThatCannotBeWritten(TestDatabase target) throws Exception {
        permit(home, "r-xr-xr-x");
        permit(launcher.folder(), "r-xr-xr-x");

        Program.Ended ended =
                asNobodyKnown(launcher.at(home)).loadingInto(target).run("run", "one");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
    }

    @Test
    void anyUserMayHaveTheEmbeddedPostgres() throws Exception {
        Program.Ended ended = asNobodyKnown(launcher.at(home)).run("run", "one");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(home.resolve("?")).doesNotExist();
    }

    @Test
    void theEmbeddedPostgresNeedsAFolderThatCanBeWritten() throws Exception {
        permit(home, "r-xr-xr-x");

        Program.Ended ended = asNobodyKnown(launcher.at(home)).run("run", "one");

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(2);
        assertThat(ended.err())
                .contains("permission denied for " + home.toRealPath().resolve(".nightload"))
                .contains("or name a server by NIGHTLOAD_CONNECTIONS_TARGET_URL");
    }

    @Test
    void whatCannotBeBuiltHereIsSaid() throws Exception {
        Files.createDirectories(launcher.folder().resolve("src/main"));
        Files.createFile(launcher.folder().resolve("pom.xml"));
        permit(launcher.folder().resolve("target"), "r-xr-xr-x");

        Program.Ended ended = asNobodyKnown(launcher.at(home)).run("run", "one");

        permit(launcher.folder().resolve("target"), "rwxr-xr-x");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("the program must be built first, and "
                        + launcher.folder().toRealPath() + "/target cannot");
    }

    @Test
    void tooLittleMemoryIsSaidAndIsNotTheExitCodeOfRejects(TestDatabase target) {
        Program.Ended ended = launcher.at(home)
                .loadingInto(target)
                .with("NIGHTLOAD_OPTS", "-Xmx8m")
                .run("run", "one");

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(137);
        assertThat(ended.err()).contains("nightload: out of memory: allow more by NIGHTLOAD_OPTS");
    }

    @Test
    void aRunIsRecordedByFlightRecorderWhereThatIsAskedFor(TestDatabase target) throws IOException {
        Path recording = folder.resolve("one.jfr");

        Program.Ended ended = launcher.at(home)
                .loadingInto(target)
                .with("NIGHTLOAD_OPTS", "-XX:StartFlightRecording=filename=" + recording)
                .run("run", "one");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(RecordingFile.readAllEvents(recording))
                .anyMatch(event -> event.getEventType().getName().endsWith(".JobExecutionEvent"));
    }

    private static Program asNobodyKnown(Program program) throws Exception {
        List<String> trial = new ArrayList<>(AS_NOBODY_KNOWN);
        trial.add("true");
        assumeThat(new ProcessBuilder(trial).start().waitFor())
                .as("this machine has user namespaces")
                .isZero();
        List<String> words = new ArrayList<>(AS_NOBODY_KNOWN);
        words.addAll(program.command().get());
        return program.startedBy(words);
    }

    private static void permit(Path folder, String permissions) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }
}
