package io.nightload.connection.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs PostgreSQL's programs.
 *
 * @param binaries the folder that holds {@code bin}
 * @param folder to run them in: the paths they are given are relative to it, because {@code pg_ctl} hands them to a shell
 */
record Programs(Path binaries, Path folder) {

    /** Runs to the end and fails with what it printed. */
    void run(String program, List<String> arguments) throws EmbeddedPostgresException {
        List<String> command = new ArrayList<>();
        if (isRefusedUser()) {
            // In a user namespace of its own this user is nobody, with the user's files.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        try {
            Process process = process(command).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw failure(program, output.strip().replaceAll("\\s*\\R\\s*", " "), null);
            }
        } catch (EmbeddedPostgresException e) {
            throw e;
        } catch (IOException e) {
            throw failure(program, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(program, "interrupted", e);
        }
    }

    private ProcessBuilder process(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
        return builder;
    }

    private static EmbeddedPostgresException failure(String program, String said, @Nullable Exception cause) {
        String what = program + " of the embedded PostgreSQL: " + said;
        return said.contains("unshare")
                ? EmbeddedPostgresException.misconfigured(
                        what
                                + "; PostgreSQL runs neither as root nor as a user without a name, and this user may make no"
                                + " user namespace here: run Nightload as an ordinary user",
                        cause)
                : new EmbeddedPostgresException(what, cause);
    }

    /** Root, or one that has no entry in {@code /etc/passwd}, as in a container. */
    private static boolean isRefusedUser() {
        Optional<String> user = ProcessHandle.current().info().user();
        return System.getProperty("user.name", "?").equals("?")
                || user.filter(name -> name.equals("root") || name.equals("0")).isPresent();
    }
}
