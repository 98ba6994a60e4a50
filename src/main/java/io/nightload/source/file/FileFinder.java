package io.nightload.source.file;

import io.nightload.part.Located;
import io.nightload.part.Planning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Finds the files that a job's paths name, and says what is wrong with them. */
public final class FileFinder {

    private static final int MOST_NAMED = 5;

    private final Planning planning;
    private final DataFolders folders;
    private final boolean optional;

    /** @param optional whether a path that names no file is no problem */
    public FileFinder(Planning planning, DataFolders folders, boolean optional) {
        this.planning = planning;
        this.folders = folders;
        this.optional = optional;
    }

    /** The files in the order of the patterns, those of one pattern by path; a file is named once. */
    public List<Located<InputFile>> find(List<Located<String>> patterns) {
        Map<Path, Located<InputFile>> files = new LinkedHashMap<>();
        for (Located<String> pattern : patterns) {
            for (Path path : paths(pattern)) {
                inspect(pattern, path)
                        .ifPresent(file -> files.putIfAbsent(path, new Located<>(file, pattern.position())));
            }
        }
        return List.copyOf(files.values());
    }

    private List<Path> paths(Located<String> pattern) {
        try {
            Path plain = planning.base().resolve(pattern.value()).normalize();
            if (Files.exists(plain)) {
                return List.of(plain);
            }
        } catch (InvalidPathException e) {
            planning.problem(pattern.position(), "'" + pattern.value() + "' is no path: " + e.getReason());
            return List.of();
        }
        return matches(pattern);
    }

    private List<Path> matches(Located<String> pattern) {
        try {
            Glob glob = new Glob(planning.base(), pattern.value());
            if (!isAllowed(glob.folder())) {
                refuse(pattern, glob.folder());
                return List.of();
            }
            List<Path> files = glob.files();
            if (files.isEmpty() && !optional) {
                planning.problem(pattern.position(), missing(pattern.value(), glob.folder()));
            }
            return files;
        } catch (PatternSyntaxException e) {
            planning.problem(pattern.position(), "'" + pattern.value() + "' is no pattern: " + e.getDescription());
        } catch (DirectoryIteratorException | UncheckedIOException e) {
            planning.problem(pattern.position(), "looking for " + pattern.value() + ": " + e.getCause());
        } catch (IOException e) {
            planning.problem(pattern.position(), "looking for " + pattern.value() + ": " + e);
        }
        return List.of();
    }

    private Optional<InputFile> inspect(Located<String> pattern, Path path) {
        String name = name(path);
        try {
            if (!isAllowed(path)) {
                refuse(pattern, path);
            } else if (Files.isDirectory(path)) {
                planning.problem(pattern.position(), name + " is a folder: name files in it, as in " + name + "/*.csv");
            } else if (!Files.isRegularFile(path)) {
                planning.problem(pattern.position(), name + " is no regular file");
            } else {
                return Optional.of(InputFile.of(path, name));
            }
        } catch (AccessDeniedException e) {
            planning.problem(pattern.position(), unreadable(name));
        } catch (IOException e) {
            planning.problem(pattern.position(), "looking at " + name + ": " + e);
        }
        return Optional.empty();
    }

    private boolean isAllowed(Path path) throws IOException {
        return folders.allow(planning.base(), path)
                && (!Files.exists(path) || folders.allowReal(planning.base(), path));
    }

    private void refuse(Located<String> pattern, Path path) {
        planning.problem(
                pattern.position(),
                pattern.value() + " leads to " + real(path) + ", outside of the project's folder " + planning.base()
                        + ": a job reads files there or in the folders that the environment variable "
                        + DataFolders.VARIABLE + " lists");
    }

    private static String unreadable(String name) {
        return "the user " + System.getProperty("user.name") + " may not read " + name + ": check its permissions";
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    private String name(Path path) {
        Path base = planning.base().toAbsolutePath().normalize();
        Path plain = path.toAbsolutePath().normalize();
        return (plain.startsWith(base) ? base.relativize(plain) : plain).toString();
    }

    private static String missing(String pattern, Path folder) throws IOException {
        Path exists = folder.toAbsolutePath();
        if (!Files.isDirectory(exists)) {
            return "no file matches " + pattern + ": there is no folder " + exists;
        }
        try (Stream<Path> entries = Files.list(exists)) {
            List<String> names = entries.map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
            return "no file matches " + pattern + " (looked in " + exists + ", which " + holds(names) + ")";
        }
    }

    private static String holds(List<String> names) {
        if (names.isEmpty()) {
            return "is empty";
        }
        String shown = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
        int more = names.size() - MOST_NAMED;
        return "holds " + shown + (more > 0 ? " and " + more + " more" : "");
    }
}
