package io.nightload.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PostgreSQL's own client as a whole process: what a shell script would call. */
record Psql(BenchDatabase database, Path log) {

    /** Runs a statement over a file that it reads as its input; returns the seconds. */
    double run(String sql, Path input) throws IOException, InterruptedException {
        return WholeProcess.run(command("-c", sql), environment(), input, log);
    }

    /** Runs a script; returns the seconds. */
    double script(String script) throws IOException, InterruptedException {
        Path file = log.resolveSibling(log.getFileName() + ".sql");
        Files.writeString(file, script);
        return WholeProcess.run(command("-v", "ON_ERROR_STOP=1", "-f", file.toString()), environment(), log);
    }

    /** The command as a word of a shell's line, its password in the environment. */
    String shell(String sql) {
        return "psql -X -q -d '" + target() + "' -c '" + sql + "'";
    }

    Map<String, String> environment() {
        return Map.of("PGPASSWORD", database.password());
    }

    private String target() {
        String url = database.url().replaceFirst("^jdbc:", "");
        return url.replaceFirst("://", "://" + database.username() + "@");
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("psql", "-X", "-q", "-d", target()));
        command.addAll(List.of(arguments));
        return command;
    }
}
