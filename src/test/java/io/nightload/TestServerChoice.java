package io.nightload;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.postgresql.Driver;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Starts the servers of the tests, as {@link TestDatabaseExtension} says. */
final class TestServerChoice {

    private static final String PROPERTY = "nightload.test.database";

    /** Another major version for the embedded server than the program's own; a profile of the build fetches its programs. */
    private static final String VERSION = "nightload.test.postgres";

    private static final String IMAGE = "postgres:18-alpine";

    /** Counts on the server what Nightload counts of itself. */
    private static final String STATEMENTS = "pg_stat_statements";

    private static final String SUPERUSER = "postgres";

    /** The embedded server trusts its superuser only, so that a wrong password is refused. */
    private static final String ACCESS = """
            host all postgres 127.0.0.1/32 trust
            host all postgres ::1/128 trust
            host all all all scram-sha-256
            """;

    private TestServerChoice() {}

    static TestServer first() {
        String choice = System.getProperty(PROPERTY, "");
        return choice.startsWith("jdbc:") ? given(choice) : second();
    }

    static TestServer second() {
        String choice = System.getProperty(PROPERTY, "");
        return switch (choice) {
            case "testcontainers" -> container();
            case "embedded" -> embedded();
            default -> {
                if (!choice.isEmpty() && !choice.startsWith("jdbc:postgresql:")) {
                    throw new IllegalArgumentException("-D" + PROPERTY + "=" + choice
                            + ": testcontainers, embedded or a jdbc:postgresql: URL is expected");
                }
                yield dockerAnswers() ? containerIfItCanBePulled() : embedded();
            }
        };
    }

    private static TestServer given(String url) {
        var properties = Driver.parseURL(url, null);
        if (properties == null) {
            throw new IllegalArgumentException("-D" + PROPERTY + "=" + url + " is no URL of PostgreSQL");
        }
        return new TestServer(
                url.replaceFirst("\\?.*", ""),
                properties.getProperty("user", SUPERUSER),
                properties.getProperty("password", ""));
    }

    private static TestServer containerIfItCanBePulled() {
        try {
            return container();
        } catch (ContainerFetchException e) {
            System.out.println("Docker answers but cannot get " + IMAGE + ": the embedded PostgreSQL is used");
            return embedded();
        }
    }

    /** Testcontainers stops it when the JVM ends. */
    @SuppressWarnings("resource") // it serves all tests of the JVM
    private static TestServer container() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
        container.withCommand("postgres", "-c", "shared_preload_libraries=" + STATEMENTS);
        container.start();
        return new TestServer(
                container.getJdbcUrl().replaceFirst("\\?.*", ""), container.getUsername(), container.getPassword());
    }

    private static TestServer embedded() {
        String major = System.getProperty(VERSION, "");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setServerConfig("shared_preload_libraries", STATEMENTS)
                .setDataDirectoryCustomizer(TestServerChoice::restrictAccess);
        if (!major.isEmpty()) {
            builder.setPgBinaryResolver((system, machine) -> programs(major));
        }
        try {
            EmbeddedPostgres postgres = builder.start();
            return new TestServer("jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres", SUPERUSER, "");
        } catch (IOException e) {
            throw new UncheckedIOException("starting the embedded PostgreSQL", e);
        }
    }

    private static InputStream programs(String major) throws IOException {
        try (JarFile jar = new JarFile("target/postgres/" + major + ".jar")) {
            JarEntry archive = jar.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            return new ByteArrayInputStream(jar.getInputStream(archive).readAllBytes());
        }
    }

    private static void restrictAccess(File dataDirectory) {
        try {
            Files.writeString(dataDirectory.toPath().resolve("pg_hba.conf"), ACCESS);
        } catch (IOException e) {
            throw new UncheckedIOException("writing pg_hba.conf", e);
        }
    }

    /** Asks the socket before Testcontainers does: where there is no Docker, Testcontainers takes seconds to say so. */
    private static boolean dockerAnswers() {
        String host = Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse("unix:///var/run/docker.sock");
        if (!host.startsWith("unix://")) {
            return true;
        }
        Path socket = Path.of(host.substring("unix://".length()));
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }
}
