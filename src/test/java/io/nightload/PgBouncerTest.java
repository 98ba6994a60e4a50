package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Behind a real PgBouncer, where one is installed. */
@ExtendWith(TestDatabaseExtension.class)
class PgBouncerTest {

    @TempDir
    private Path folder;

    private Project project;
    private @Nullable Process bouncer;
    private int port;

    @BeforeEach
    void makesAProject() {
        assumeThat(Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer").map(Path::of))
                .as("PgBouncer is installed")
                .anyMatch(Files::isExecutable);
        project = new Project(folder.resolve("project"))
                .file("rows.csv", "id\n1\n2\n")
                .job("rows", """
                        steps:
                          - name: rows
                            source: { csv: rows.csv }
                            target: { table: { name: public.rows, mode: upsert, key: [id] } }
                        """);
    }

    @AfterEach
    void stopsIt() throws InterruptedException {
        if (bouncer != null) {
            bouncer.destroy();
            bouncer.waitFor();
        }
    }

    @Test
    void transactionModeIsRefusedWithItsReason(TestDatabase target) throws Exception {
        start(target, "transaction");

        Program.Ended ended = behindIt(target).runHere("run", "rows");

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(2);
        assertThat(ended.err()).contains("gives each transaction another session", "pool_mode = session");
    }

    @Test
    void sessionModeWorks(TestDatabase target) throws Exception {
        target.execute("CREATE TABLE public.rows (id int PRIMARY KEY)");
        start(target, "session");

        Program.Ended ended = behindIt(target).runHere("run", "rows");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.count("SELECT count(*) FROM public.rows")).isEqualTo(2);
    }

    private Program behindIt(TestDatabase target) {
        return project.program(target)
                .with(
                        "NIGHTLOAD_CONNECTIONS_TARGET_URL",
                        target.url().replaceFirst("//[^/]*/", "//127.0.0.1:" + port + "/"));
    }

    private void start(TestDatabase target, String mode) throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String server = target.url().replaceFirst(".*//([^:/]*):(\\d+)/.*", "host=$1 port=$2");
        Path users = Files.writeString(
                folder.resolve("users.txt"), "\"%s\" \"%s\"\n".formatted(target.username(), target.password()));
        Path settings = Files.writeString(
                folder.resolve("pgbouncer.ini"), """
                [databases]
                * = %s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = %s
                logfile = %s
                """.formatted(server, port, users, mode, folder.resolve("log")));
        // PgBouncer refuses root; in a user namespace of its own root is nobody.
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of("pgbouncer", "-q", settings.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("output").toFile());
        builder.environment().merge("PATH", "/usr/sbin", (path, sbin) -> path + ":" + sbin);
        Process started = builder.start();
        bouncer = started;
        Checkpoints.await(() -> answers() || !started.isAlive(), "PgBouncer to listen");
        assertThat(started.isAlive())
                .as(Files.readString(folder.resolve("output")))
                .isTrue();
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
