package io.nightload;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The package {@code example.shop} as a jar, which a process that was started without it finds in {@code lib/}. */
final class ShopLibrary {

    private static final String IMPORTS = "META-INF/spring/io.nightload.part.Part.imports";
    private static final String CLASSES = "example/shop";

    private ShopLibrary() {}

    /** Compiles a class against it, and puts that into a project in a jar of its own, as a bean. */
    static void compiled(Path home, String name, String source) throws IOException {
        String path = name.replace('.', '/');
        Path work = home.resolve("work");
        Path java = Files.createDirectories(work.resolve(path).resolveSibling("."))
                .resolve(name.substring(name.lastIndexOf('.') + 1) + ".java");
        Files.writeString(java, source);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), java.toString());
        if (failed != 0) {
            throw new AssertionError("what javac says of " + name + " stands above");
        }
        Path jar = Files.createDirectories(home.resolve("lib")).resolve("own.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> compiled = Files.list(java.resolveSibling("."))) {
            for (Path each :
                    compiled.filter(one -> one.toString().endsWith(".class")).toList()) {
                put(out, work.normalize().relativize(each.normalize()).toString(), Files.readAllBytes(each));
            }
            put(out, IMPORTS, name.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Puts it into a project; these of its classes are made beans. */
    static void into(Path home, Class<?>... beans) {
        String imports = Arrays.stream(beans).map(Class::getName).collect(Collectors.joining("\n"));
        try {
            Path jar = Files.createDirectories(home.resolve("lib")).resolve("shop.jar");
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream out = new JarOutputStream(file)) {
                for (Path each : classes()) {
                    put(out, CLASSES + "/" + each.getFileName(), Files.readAllBytes(each));
                }
                put(out, "META-INF/spring/io.nightload.part.Part.imports", imports.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> classes() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(example.shop.Order.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve(CLASSES))) {
            return files.toList();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(bytes);
        out.closeEntry();
    }
}
