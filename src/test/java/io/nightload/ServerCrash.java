package io.nightload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends a server on this machine as if it had crashed, and starts it again as it was. */
record ServerCrash(long postmaster, List<String> command) {

    /** Empty where the server is in a container, on another machine, or of a system without {@code /proc}. */
    static Optional<ServerCrash> of(TestDatabase database) {
        Path folder = Path.of(String.valueOf(database.adminQuery("SHOW data_directory")));
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
            String[] arguments = Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.UTF_8)
                    .split("\0");
            List<String> command = new ArrayList<>(List.of(arguments));
            if ("root".equals(System.getProperty("user.name"))) {
                command.addAll(0, List.of("unshare", "-U")); // as it was started: PostgreSQL refuses root
            }
            return Optional.of(new ServerCrash(pid, List.copyOf(command)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** SIGQUIT is {@code pg_ctl stop -m immediate}: all sessions end at once, and the next start recovers from the log. */
    void happen(TestDatabase database) {
        try {
            new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster))
                    .start()
                    .waitFor();
            Checkpoints.await(
                    () -> !ProcessHandle.of(postmaster)
                            .map(ProcessHandle::isAlive)
                            .orElse(false),
                    "the server's end");
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("restarting the server", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Checkpoints.await(database::answers, "the server to be back");
    }
}
