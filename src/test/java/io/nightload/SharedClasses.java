package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The program's classes as an installed one has them: in a jar, and in an archive that one run has left, with which the next
 * takes two thirds of the processor time. They are made where a class has changed, and serve all JVMs of a build.
 *
 * @param classes a folder
 * @param libraries what else is on the class path
 * @param jar of the classes
 * @param archive of what a run loads out of jar and libraries
 */
record SharedClasses(Path classes, List<String> libraries, Path jar, Path archive) {

    private static final class Made {
        static final SharedClasses INSTANCE = make();
    }

    /** The options of a Java machine that starts the program. */
    static List<String> options() {
        return Made.INSTANCE.options("-XX:SharedArchiveFile=");
    }

    /** As the script {@code nightload} does; without the log an archive that fits no more would be told on stdout. */
    private List<String> options(String archiveOption) {
        String classpath = jar + File.pathSeparator + String.join(File.pathSeparator, libraries);
        return List.of("-XX:+UseSerialGC", "-Xlog:disable", archiveOption + archive, "-cp", classpath);
    }

    private static SharedClasses make() {
        List<String> libraries = new ArrayList<>(List.of(Program.classpath().split(File.pathSeparator)));
        String classes = libraries.stream()
                .filter(entry -> Files.isDirectory(Path.of(entry)))
                .findFirst()
                .orElseThrow();
        libraries.remove(classes);
        try {
            return of(Path.of(classes), libraries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SharedClasses of(Path classes, List<String> libraries) throws IOException {
        Path folder = Files.createDirectories(classes.resolveSibling("shared-classes"));
        try (FileChannel otherJvms =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            otherJvms.lock();
            Path current = folder.resolve(Long.toHexString(checksum(classes, libraries)));
            SharedClasses shared = new SharedClasses(
                    classes, libraries, current.resolve("nightload.jar"), current.resolve("nightload.jsa"));
            if (!Files.exists(shared.archive)) {
                removeOthers(folder);
                Files.createDirectories(current);
                shared.pack();
                shared.learn();
            }
            return shared;
        }
    }

    private static long checksum(Path classes, List<String> libraries) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update((Runtime.version() + "\n" + libraries).getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                checksum.update(file.toString().getBytes(StandardCharsets.UTF_8));
                checksum.update(Files.readAllBytes(file));
            }
        }
        return checksum.getValue();
    }

    private static void removeOthers(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().contains("nightload.")).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Folders have entries of their own: parts are looked for in them. */
    private void pack() throws IOException {
        try (Stream<Path> files = Files.walk(classes);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : files.skip(1).toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                boolean isFolder = Files.isDirectory(file);
                out.putNextEntry(new JarEntry(isFolder ? name + "/" : name));
                if (!isFolder) {
                    Files.copy(file, out);
                }
            }
        }
    }

    /** From the job that the script runs for the same purpose. */
    private void learn() throws IOException {
        Path training = Files.createTempDirectory("nightload-training");
        Path original = Path.of("src/main/training");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.skip(1).toList()) {
                Files.copy(file, training.resolve(original.relativize(file)));
            }
        }
        try (TestDatabase target = TestServer.first().create()) {
            target.execute(
                    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public', current_database()); END $$");
            Program.Ended ended = new Program(training, Map.of(), List::of)
                    .withOptions(options("-XX:ArchiveClassesAtExit="))
                    .loadingInto(target)
                    .run("run", "training");
            assertThat(ended.exitCode()).as(ended.all()).isZero();
        }
    }
}
