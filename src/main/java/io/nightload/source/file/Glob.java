package io.nightload.source.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A path with wildcards: {@code *} and {@code ?} within a name, {@code [abc]}, {@code {a,b}}, and {@code **} for any
 * number of folders, none included. As in a shell, a wildcard passes over names that begin with a dot.
 */
final class Glob {

    private static final Comparator<Path> BY_CODE_POINTS =
            Comparator.comparing(path -> path.toString().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final Path folder;
    private final List<String> names;

    /** @throws java.util.regex.PatternSyntaxException if a bracket or brace is not closed */
    Glob(Path base, String pattern) {
        List<String> all = new ArrayList<>(List.of(pattern.split("/+")));
        Path start = pattern.startsWith("/") ? Path.of("/") : base;
        while (all.size() > 1 && !isWild(all.get(0))) {
            start = start.resolve(all.remove(0));
        }
        this.folder = start.normalize();
        this.names = List.copyOf(all);
        all.forEach(name -> matcher(folder, name));
    }

    static boolean isWild(String pattern) {
        return pattern.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /** The folder above the first wildcard. */
    Path folder() {
        return folder;
    }

    /** The files that match, ordered by the code points of their paths. */
    List<Path> files() throws IOException {
        Set<Path> found = Set.of(folder);
        for (String name : names) {
            Set<Path> next = new LinkedHashSet<>();
            for (Path parent : found) {
                next.addAll(name.equals("**") ? folders(parent) : children(parent, name));
            }
            found = next;
        }
        return found.stream()
                .filter(path -> !Files.isDirectory(path))
                .sorted(BY_CODE_POINTS)
                .toList();
    }

    /** The folder and all below it; linked folders are left out, they may form a circle. */
    private static Set<Path> folders(Path parent) throws IOException {
        Set<Path> all = new LinkedHashSet<>();
        if (Files.isDirectory(parent)) {
            all.add(parent);
            for (Path child : children(parent, "*")) {
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    all.addAll(folders(child));
                }
            }
        }
        return all;
    }

    private static List<Path> children(Path parent, String name) throws IOException {
        if (!isWild(name)) {
            Path child = parent.resolve(name).normalize();
            return Files.exists(child) ? List.of(child) : List.of();
        }
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        PathMatcher matcher = matcher(parent, name);
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
            for (Path entry : entries) {
                boolean hidden = entry.getFileName().toString().startsWith(".") && !name.startsWith(".");
                if (!hidden && matcher.matches(entry.getFileName())) {
                    children.add(entry);
                }
            }
        }
        return children;
    }

    private static PathMatcher matcher(Path folder, String name) {
        return folder.getFileSystem().getPathMatcher("glob:" + name);
    }
}
