package io.nightload;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * The script {@code nightload} in a folder without sources, as in an image. Its jar is only a list of the classes and libraries
 * of this build, so that nothing is packed for a test.
 */
record Launcher(Path folder) {

    static Launcher in(Path folder) {
        try {
            Path app = Files.createDirectories(folder.resolve("target/app"));
            Files.copy(Path.of("nightload"), folder.resolve("nightload"));
            new JarOutputStream(Files.newOutputStream(app.resolve("nightload.jar")), manifest()).close();
            return new Launcher(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Nightload.class.getName());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(Program.classpath().split(File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        return manifest;
    }

    /** The program, started by it in a project's folder. */
    Program at(Path home) {
        return Program.at(home)
                .startedBy(List.of(folder.resolve("nightload").toString()))
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("NIGHTLOAD_OPTS", "-XX:TieredStopAtLevel=1");
    }
}
