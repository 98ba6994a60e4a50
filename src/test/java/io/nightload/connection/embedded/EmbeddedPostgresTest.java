package io.nightload.connection.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    /** With a space, a quote and a dollar sign, because a shell gets to see paths. */
    @TempDir
    static Path projects;

    private static Path folder() {
        return projects.resolve("the \"shop's\" $HOME/.nightload");
    }

    private final List<String> notes = new ArrayList<>();

    private EmbeddedPostgres join() throws EmbeddedPostgresException {
        return EmbeddedPostgres.join(folder(), notes::add);
    }

    private static Path pidFile() {
        return folder().resolve("postgres/postmaster.pid");
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.url(), postgres.username(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void whatWasCommittedIsThereAgainInTheNextRun() throws Exception {
        try (EmbeddedPostgres postgres = join();
                Connection connection =
                        DriverManager.getConnection(postgres.url(), postgres.username(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }

        try (EmbeddedPostgres postgres = join()) {
            assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
        assertThat(notes)
                .containsExactly(
                        "starting embedded PostgreSQL 18 in .nightload/postgres",
                        "starting embedded PostgreSQL 18 in .nightload/postgres");
    }

    @Test
    void itLosesNothingAndIsForThisMachineOnly() throws Exception {
        try (EmbeddedPostgres postgres = join()) {
            assertThat(query(postgres, """
                            SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings
                            WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses',
                                'unix_socket_directories', 'server_encoding', 'lc_messages')
                            """))
                    .isEqualTo("fsync=on full_page_writes=on lc_messages=C listen_addresses=127.0.0.1"
                            + " server_encoding=UTF8 synchronous_commit=on unix_socket_directories=");
        }
    }

    @Test
    void itIsTheVersionThatItSays() throws Exception {
        try (EmbeddedPostgres postgres = join()) {
            assertThat(query(postgres, "SELECT current_setting('server_version_num')::int / 10000"))
                    .isEqualTo(Integer.toString(EmbeddedPostgres.MAJOR));
        }
    }

    @Test
    void noOneEntersWithoutThePassword() throws Exception {
        try (EmbeddedPostgres postgres = join()) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.url(), postgres.username(), "postgres"))
                    .hasMessageContaining("password authentication failed");
        }
        assertThat(Files.getPosixFilePermissions(folder().resolve("postgres.password")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void twoUsesInOneProcessAreOneServer() throws Exception {
        EmbeddedPostgres first = join();
        EmbeddedPostgres second = join();
        first.close();

        assertThat(query(second, "SELECT 1")).isEqualTo("1");
        second.close();
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void aSecondProcessFindsItAndTheLastOneOutStopsIt() throws Exception {
        try (Holder other = Holder.start(folder());
                EmbeddedPostgres postgres = join()) {
            assertThat(postgres.url()).isEqualTo(other.url());
            assertThat(notes).isEmpty();

            other.leave();
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void theFirstOneOutLeavesItToTheOthers() throws Exception {
        EmbeddedPostgres postgres = join();
        try (Holder other = Holder.start(folder())) {
            postgres.close();
            assertThat(pidFile()).exists();

            other.leave();
            assertThat(pidFile()).doesNotExist();
        }
    }

    @Test
    void aKilledProcessLeavesItToTheNextOne() throws Exception {
        Holder killed = Holder.start(folder());
        killed.kill();

        try (EmbeddedPostgres postgres = join()) {
            assertThat(postgres.url()).isEqualTo(killed.url());
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
            assertThat(notes).isEmpty();
        }
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void afterACrashOfTheMachineItStartsAlthoughAnotherProcessHasItsNumber() throws Exception {
        join().close();
        Files.writeString(
                pidFile(),
                "%d%n%s%n1795385828%n1%n%n127.0.0.1%n  2163634        18%nready   %n"
                        .formatted(ProcessHandle.current().pid(), folder().resolve("postgres")));

        try (EmbeddedPostgres postgres = join()) {
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void inANewContainerItStartsAlthoughTheServerOfAnotherFolderHasItsNumber(@TempDir Path other) throws Exception {
        join().close();
        try (EmbeddedPostgres another = EmbeddedPostgres.join(other, notes::add)) {
            String number =
                    Files.readAllLines(other.resolve("postgres/postmaster.pid")).get(0);
            Files.writeString(
                    pidFile(),
                    "%s%n%s%n1795385828%n1%n%n127.0.0.1%n  2163634        18%nready   %n"
                            .formatted(number, folder().resolve("postgres")));

            try (EmbeddedPostgres postgres = join()) {
                assertThat(postgres.url()).isNotEqualTo(another.url());
                assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void afterACrashOfTheMachineItStartsAlthoughItsFileWasCutOff() throws Exception {
        join().close();
        Files.writeString(pidFile(), "");

        try (EmbeddedPostgres postgres = join()) {
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aMissingPasswordIsSaid(@TempDir Path other) throws IOException {
        data(other, "18");

        assertRefused(other, "postgres.password is missing");
    }

    @Test
    void theDataOfAnotherMajorVersionIsRefused(@TempDir Path other) throws IOException {
        data(other, "17");

        assertRefused(other, "is a data folder of PostgreSQL 17, and this Nightload brings PostgreSQL 18");
    }

    @Test
    void aFolderThatHoldsSomethingElseIsLeftAlone(@TempDir Path other) throws IOException {
        Path diary = other.resolve("postgres/diary.txt");
        Files.createDirectories(diary.getParent());
        Files.writeString(diary, "dear diary");

        assertRefused(other, "is no data folder of PostgreSQL");
        assertThat(diary).exists();
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid(@TempDir Path other) throws IOException {
        Path file = other.resolve("file");
        Files.writeString(file, "");

        assertRefused(file.resolve("below"), "Not a directory");
    }

    private static void data(Path folder, String version) throws IOException {
        Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(folder.resolve("postgres/PG_VERSION"), version + "\n");
    }

    private static void assertRefused(Path folder, String message) {
        assertThatThrownBy(() -> EmbeddedPostgres.join(folder, note -> {}))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining(message);
    }
}
