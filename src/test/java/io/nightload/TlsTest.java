package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes encrypted connections alone, with a certificate of an authority that nobody knows. */
class TlsTest {

    private static final String ENCRYPTION =
            "SELECT version FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()";

    @TempDir
    private static Path folder;

    private static Certificates certificates;
    private static EmbeddedPostgres server;

    @TempDir
    private Path home;

    @BeforeAll
    static void startsTheServer() throws Exception {
        certificates = Certificates.in(folder);
        server = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificates.server().toString())
                .setServerConfig("ssl_key_file", certificates.key().toString())
                .start();
    }

    @AfterAll
    static void stopsTheServer() throws IOException {
        server.close();
    }

    @Test
    void aServerWhoseCertificateAndNameAreVerifiedIsSpokenToEncrypted() {
        Program.Ended ended = query("localhost", "sslmode=verify-full&sslrootcert=" + certificates.root());

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(ended.out()).contains("TLSv1.3");
    }

    @Test
    void anotherNameThanTheCertificatesIsRefused() {
        Program.Ended ended = query("127.0.0.1", "sslmode=verify-full&sslrootcert=" + certificates.root());

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(2);
        assertThat(ended.err()).contains("that the host is called as").doesNotContain("SEVERE");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
        Path other = Files.createDirectory(home.resolve("other"));

        Program.Ended ended = query(
                "localhost",
                "sslmode=verify-full&sslrootcert=" + Certificates.in(other).root());

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(2);
        assertThat(ended.err()).contains("sslrootcert");
    }

    @Test
    void aMissingRootCertificateIsNamed() {
        Program.Ended ended = query("localhost", "sslmode=verify-full&sslrootcert=/missing/root.crt");

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(2);
        assertThat(ended.err()).contains("/missing/root.crt");
    }

    private Program.Ended query(String host, String options) {
        new Project(home);
        return Program.at(home)
                .with(
                        "NIGHTLOAD_CONNECTIONS_TARGET_URL",
                        "postgresql://%s:%d/postgres?%s".formatted(host, server.getPort(), options))
                .with("NIGHTLOAD_CONNECTIONS_TARGET_USERNAME", "postgres")
                .runHere("query", ENCRYPTION);
    }
}
