package io.nightload.source.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folders that job files may read from beside the project's own.
 *
 * @param folders absolute
 */
public record DataFolders(List<Path> folders) {

    /** The variable that names the folders, separated as in {@code PATH}. */
    public static final String VARIABLE = "NIGHTLOAD_DATA";

    /** The folders that the variable's value names, or none where it is not set. */
    public static DataFolders of(@Nullable String value) {
        return new DataFolders(Stream.ofNullable(value)
                .flatMap(v -> Arrays.stream(v.split(File.pathSeparator)))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder).toAbsolutePath().normalize())
                .toList());
    }

    /** Whether a path that need not exist lies, as it is written, where a job may read. */
    boolean allow(Path base, Path path) {
        Path plain = path.toAbsolutePath().normalize();
        return roots(base).anyMatch(plain::startsWith);
    }

    /** Whether a path lies where a job may read when its symbolic links are followed. */
    boolean allowReal(Path base, Path path) throws IOException {
        Path real = path.toRealPath();
        for (Path root : roots(base).toList()) {
            if (root.toFile().exists() && real.startsWith(root.toRealPath())) {
                return true;
            }
        }
        return false;
    }

    private Stream<Path> roots(Path base) {
        return Stream.concat(Stream.of(base.toAbsolutePath().normalize()), folders.stream());
    }
}
