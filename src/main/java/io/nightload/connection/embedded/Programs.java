package io.nightload.connection.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        boolean root = isRoot();
        if (root) {
            // PostgreSQL refuses to run as root; in a user namespace of its own root is nobody, with root's files.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        String output = execute(command);
        if (!output.isEmpty()) {
            throw new EmbeddedPostgresException(program + " of the embedded PostgreSQL: " + output
                    + (root && output.contains("unshare")
                            ? "; run Nightload as an ordinary user, or name a server by"
                                    + " NIGHTLOAD_CONNECTIONS_TARGET_URL: root may make no user namespace here"
                            : ""));
        }
    }

    /** Nothing if the command succeeds, else what it said. */
    private String execute(List<String> command) throws EmbeddedPostgresException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            return exit == 0 ? "" : output.strip().replaceAll("\\s*\\R\\s*", " ") + " (exit " + exit + ")";
        } catch (IOException e) {
            throw new EmbeddedPostgresException("starting %s: %s".formatted(command.get(0), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("interrupted while waiting for " + command, e);
        }
    }

    private static boolean isRoot() {
        Optional<String> user = ProcessHandle.current().info().user();
        return user.filter(name -> name.equals("root") || name.equals("0")).isPresent();
    }
}
