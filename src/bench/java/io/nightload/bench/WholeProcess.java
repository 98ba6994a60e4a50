package io.nightload.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process from its start to its end. */
final class WholeProcess {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long MINUTES = 30;

    private WholeProcess() {}

    /** The same program for every rival: a class of the benchmarks in a JVM of its own. */
    static double java(Class<?> main, String heap, Path log, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return run(command, Map.of(), log);
    }

    /** Its seconds. Its output goes to the log. */
    static double run(List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        return run(command, environment, Path.of("/dev/null"), log);
    }

    /** The same, with an input. */
    static double run(List<String> command, Map<String, String> environment, Path input, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(input.toFile())
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        long started = System.nanoTime();
        Process process = builder.start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(command.get(0) + " has run for " + MINUTES + " minutes");
            }
        } finally {
            process.destroyForcibly();
        }
        double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    String.join(" ", command) + " ended with " + process.exitValue() + ":\n" + Files.readString(log));
        }
        return seconds;
    }
}
