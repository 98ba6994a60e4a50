package io.nightload.spec.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the project's folder. */
public final class ProjectHome {

    static final String FILE = "nightload.yaml";

    private ProjectHome() {}

    /** The nearest folder, from this one up, that holds {@code nightload.yaml} or {@code jobs/}. */
    public static Optional<Path> find(Path directory) {
        return Stream.iterate(directory.toAbsolutePath().normalize(), folder -> folder != null, Path::getParent)
                .filter(folder ->
                        Files.isRegularFile(folder.resolve(FILE)) || Files.isDirectory(folder.resolve("jobs")))
                .findFirst();
    }
}
