package io.nightload.spec.job;

import io.nightload.spec.NearestWord;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds job files: in the folder {@code jobs} by their name, anywhere by their path. */
public final class JobFiles {

    private static final String FOLDER = "jobs";
    private static final List<String> ENDINGS = List.of(".yaml", ".yml");

    private final Path home;
    private final Problems problems;

    public JobFiles(Path home, Problems problems) {
        this.home = home;
        this.problems = problems;
    }

    /** The names of the jobs in {@code jobs/}, sorted; empty where there is no such folder. */
    public List<String> names() {
        Path folder = home.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(JobFiles::isYaml)
                    .map(JobFiles::nameOf)
                    .sorted()
                    .distinct()
                    .toList();
        } catch (IOException e) {
            problems.add(Position.of(FOLDER), "cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    /** A word with a slash or a YAML file's ending is a path, any other a name; a problem says that there is none. */
    Optional<Path> find(String job) {
        boolean path = job.contains("/") || ENDINGS.stream().anyMatch(job::endsWith);
        Optional<Path> found = path ? existing(Path.of(""), job) : named(job);
        if (found.isEmpty() && path) {
            problems.add(Position.COMMAND_LINE, "there is no file '" + job + "'");
        } else if (found.isEmpty()) {
            problems.add(
                    Position.COMMAND_LINE,
                    "there is no job '" + job + "' in " + home.resolve(FOLDER) + NearestWord.hint(job, names()));
        }
        return found;
    }

    private Optional<Path> named(String job) {
        return ENDINGS.stream()
                .flatMap(ending -> existing(home.resolve(FOLDER), job + ending).stream())
                .findFirst();
    }

    private static Optional<Path> existing(Path folder, String name) {
        try {
            return Optional.of(folder.resolve(name))
                    .filter(Files::isRegularFile)
                    .map(found -> found.toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isYaml(Path file) {
        return ENDINGS.stream().anyMatch(file.toString()::endsWith) && Files.isRegularFile(file);
    }

    static String nameOf(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    }

    /** The file as messages name it: relative to the project's folder where it is inside, with slashes. */
    public static String shown(Path home, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path base = home.toAbsolutePath().normalize();
        Path shown = absolute.startsWith(base) ? base.relativize(absolute) : absolute;
        return shown.toString().replace('\\', '/');
    }
}
