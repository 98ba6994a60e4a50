package io.nightload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with jobs and files, as a user would have it; the test writes them. */
record Project(Path home) {

    Project {
        try {
            Files.createDirectories(home.resolve("jobs"));
            Files.writeString(home.resolve("nightload.yaml"), "project: test\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project job(String name, String yaml) {
        return file("jobs/" + name + ".yaml", yaml);
    }

    Project file(String path, String content) {
        return file(path, content, StandardCharsets.UTF_8);
    }

    Project file(String path, String content, Charset charset) {
        try {
            Path file = home.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content, charset);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Program program(TestDatabase target) {
        return Program.at(home).loadingInto(target);
    }
}
