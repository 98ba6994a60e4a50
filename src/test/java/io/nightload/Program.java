package io.nightload;

import io.nightload.cli.Cli;
import io.nightload.cli.text.Output;
import io.nightload.cli.text.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The real program in a process of its own, as a scheduler would start it.
 *
 * @param home the project's folder, where it is started
 * @param environment what is set beside the variables of the test itself
 * @param command what is started, up to the program's own arguments; asked for when it starts
 */
record Program(Path home, Map<String, String> environment, Supplier<List<String>> command) {

    /** No run of a test takes longer; one that does is a failure. */
    private static final long MINUTES = 5;

    static Program at(Path home) {
        return new Program(home, Map.of(), List::of).withJvm("-Xmx256m", "-XX:TieredStopAtLevel=1");
    }

    Program loadingInto(TestDatabase target) {
        return connectedTo("target", target);
    }

    Program controlledIn(TestDatabase control) {
        return connectedTo("control", control);
    }

    /** With a connection of this name. */
    Program connectedTo(String name, TestDatabase database) {
        String variable = "NIGHTLOAD_CONNECTIONS_" + name.toUpperCase(Locale.ROOT);
        return with(variable + "_URL", database.url())
                .with(variable + "_USERNAME", database.username())
                .with(variable + "_PASSWORD", database.password());
    }

    Program with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Program(home, more, command);
    }

    /** With other flags for its Java machine. */
    Program withJvm(String... flags) {
        return new Program(home, environment, () -> java(List.of(flags), SharedClasses.options()));
    }

    /** In a Java machine with nothing but these options. */
    Program withOptions(List<String> options) {
        return new Program(home, environment, () -> java(List.of(), options));
    }

    private static List<String> java(List<String> flags, List<String> options) {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(flags);
        java.addAll(options);
        java.add(Nightload.class.getName());
        return java;
    }

    Program startedBy(List<String> words) {
        return new Program(home, environment, () -> words);
    }

    /** Runs it to its end. */
    Ended run(String... arguments) {
        return start(arguments).end();
    }

    /** Runs it in this Java machine: quicker, for what a process of its own would not show any better. */
    Ended runHere(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Output output = new Output(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                Terminal.PIPE,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.PIPE);
        int exitCode = new Cli(output, environment, home, Clock.systemUTC()).execute(arguments);
        return new Ended(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Running start(String... arguments) {
        try {
            Path out = Files.createTempFile("nightload-test", ".out");
            Path err = Files.createTempFile("nightload-test", ".err");
            ProcessBuilder builder = new ProcessBuilder(Stream.concat(command.get().stream(), Stream.of(arguments))
                            .toList())
                    .directory(home.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("NIGHTLOAD_"));
            builder.environment().putAll(environment);
            return new Running(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException("starting the program", e);
        }
    }

    /** Without the tests' own classes and resources, and without the driver that only {@code lib/} may bring. */
    static String classpath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.contains("/h2-"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A process that was started, and the files that take what it prints; it does not outlive the test that closes it. */
    record Running(Process process, Path out, Path err) implements AutoCloseable {

        @Override
        public void close() {
            process.destroyForcibly();
        }

        long pid() {
            return process.pid();
        }

        boolean isAlive() {
            return process.isAlive();
        }

        /** SIGKILL. */
        Ended kill() {
            process.destroyForcibly();
            return end();
        }

        /** SIGTERM. */
        void terminate() {
            process.destroy();
        }

        /** SIGINT, as Ctrl-C sends it. */
        void interrupt() {
            try {
                new ProcessBuilder("kill", "-INT", Long.toString(pid())).start().waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException("interrupting the program", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Waits for its end. */
        Ended end() {
            try {
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError("did not end in " + MINUTES + " minutes: " + read());
                }
                return read();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private Ended read() {
            try {
                Ended ended = new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
                Files.delete(out);
                Files.delete(err);
                return ended;
            } catch (IOException e) {
                throw new UncheckedIOException("reading what the program printed", e);
            }
        }
    }

    /** How it ended and what it printed. */
    record Ended(int exitCode, String out, String err) {

        String all() {
            return out + err;
        }
    }
}
