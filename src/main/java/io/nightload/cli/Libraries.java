package io.nightload.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The jars in a project's folder {@code lib/}: drivers of other databases, and parts of third parties. They are put behind the
 * program's own classes by the thread's class loader, which {@code ServiceLoader} and Spring go by, so that it does not matter how
 * the program was started.
 */
final class Libraries {

    private Libraries() {}

    /** Makes them known to this thread and to those that it starts; for as long as the process lives. */
    static void use(Path home) {
        List<URL> jars = jars(home.resolve("lib"));
        if (!jars.isEmpty()) {
            Thread.currentThread()
                    .setContextClassLoader(
                            new URLClassLoader("lib", jars.toArray(URL[]::new), Libraries.class.getClassLoader()));
        }
    }

    private static List<URL> jars(Path folder) {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
                found.forEach(jars::add);
            } catch (IOException e) {
                throw new UncheckedIOException("reading " + folder, e);
            }
        }
        return jars.stream()
                .sorted(Comparator.naturalOrder())
                .map(Libraries::url)
                .toList();
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file has a URL", e);
        }
    }
}
