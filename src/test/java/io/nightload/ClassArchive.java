package io.nightload;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * Lets many processes begin in two thirds of the time: the classes that one of them has loaded are kept for the others, as
 * {@code ./nightload} does.
 */
record ClassArchive(String classpath, Path file) {

    /** An archive takes its classes out of jars only. */
    static ClassArchive in(Path folder) {
        String jars = Arrays.stream(Program.classpath().split(File.pathSeparator))
                .map(entry -> Files.isDirectory(Path.of(entry)) ? jar(entry, folder.resolve("classes.jar")) : entry)
                .collect(Collectors.joining(File.pathSeparator));
        return new ClassArchive(jars, folder.resolve("classes.jsa"));
    }

    private static String jar(String classes, Path jar) {
        ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "cf", jar.toString(), "-C", classes, ".");
        return jar.toString();
    }

    /** A process that leaves the archive behind when it ends. */
    Program learning(Program program) {
        return started(program, "-XX:ArchiveClassesAtExit=" + file);
    }

    Program sharing(Program program) {
        return started(program, "-XX:SharedArchiveFile=" + file);
    }

    private Program started(Program program, String flag) {
        return program.startedBy(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                flag,
                "-cp",
                classpath,
                Nightload.class.getName()));
    }
}
