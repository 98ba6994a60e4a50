package io.nightload.connection.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A folder that is there with all its content or not at all, also after a kill while it is made. */
final class WholeFolder {

    /** Fills a folder. */
    @FunctionalInterface
    interface Content {
        void make(Path folder) throws IOException;
    }

    private WholeFolder() {}

    /** Makes it under another name, then renames it. Only one process may do so at a time. */
    static void make(Path folder, Content content) throws IOException {
        Path half = folder.resolveSibling(folder.getFileName() + ".half");
        delete(half);
        content.make(half);
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
