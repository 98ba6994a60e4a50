package io.nightload.spec.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import io.nightload.spec.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path home;

    private final Problems problems = new Problems();
    private final Map<String, String> environment = new LinkedHashMap<>();

    @Test
    void aReferenceIsAVariableOrElseAnEnvironmentVariable() throws IOException {
        environment.put("DB_PASSWORD", "s3cret");
        environment.put("HOST", "of the machine");
        write("""
                variables: { HOST: "db.${ZONE}", ZONE: example }
                connections:
                  target: { url: "postgresql://${HOST}/shop", password: "${DB_PASSWORD}", username: "$${x}" }
                """);
        ConnectionSpec target = target(null);

        assertThat(problems.list()).isEmpty();
        assertThat(target.url()).isEqualTo("jdbc:postgresql://db.example/shop");
        assertThat(target.password()).isEqualTo("s3cret");
        assertThat(target.username()).isEqualTo("${x}");
    }

    @Test
    void aReferenceThatLeadsNowhereIsAProblemAtItsPlace() throws IOException {
        environment.put("DB_PASSWORD", "s3cret");
        write("""
                connections:
                  target:
                    url: postgresql://db/shop
                    username: me-${USR_OF_DB}
                    password: ${DB_PASWORD}
                """);
        target(null);

        assertProblems(
                "nightload.yaml:4:18: no variable and no environment variable is called 'USR_OF_DB':"
                        + " set the environment variable USR_OF_DB",
                "nightload.yaml:5:15: no variable and no environment variable is called 'DB_PASWORD':"
                        + " did you mean 'DB_PASSWORD'?");
    }

    @Test
    void aPasswordThatLooksLikeAReferenceIsNotRepeated() throws IOException {
        write("""
                connections:
                  target: { url: "postgresql://db/shop", username: "${s3 cret}", password: "a${s3cret" }
                """);
        target(null);

        assertProblems(
                "nightload.yaml:2:53: between '${' and '}' stands the name of a variable: write '$${' for the text '${'",
                "nightload.yaml:2:78: '${' is never closed: add '}', or write '$${' for the text '${'");
    }

    @Test
    void variablesThatReferToEachOtherInACircleAreAProblem() throws IOException {
        write("variables: { a: '${b}', b: 'x${a}' }\n");
        settings(null);

        assertProblems("nightload.yaml:1:30: variables refer to each other in a circle: a, b");
    }

    @Test
    void anEnvironmentThatIsNotChosenNeedsNoSecrets() throws IOException {
        write("""
                connections:
                  target: { url: "postgresql://dev/shop", password: "${DEV_PASSWORD}" }
                environments:
                  prod:
                    connections:
                      target: { url: "postgresql://prod/shop", password: "${PROD_PASSWORD}" }
                """);
        environment.put("PROD_PASSWORD", "p");

        assertThat(target("prod").password()).isEqualTo("p");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void aPasswordFileIsReadWithoutTheLineBreakAtItsEnd() throws IOException {
        Files.writeString(home.resolve("secret"), " s3cret \r\n");
        write("connections: { target: { url: 'postgresql://db/shop', password_file: secret } }\n");

        assertThat(target(null).password()).isEqualTo(" s3cret ");
    }

    @Test
    void aMissingPasswordFileIsAProblem() throws IOException {
        write("connections: { target: { url: 'postgresql://db/shop', password_file: secret } }\n");
        target(null);

        assertProblems("nightload.yaml:1:70: there is no password file " + home.resolve("secret"));
    }

    @Test
    void aPasswordFileThatIsNotUtf8IsAProblem() throws IOException {
        Files.write(home.resolve("secret"), "\u00FC".getBytes(StandardCharsets.ISO_8859_1));
        write("connections: { target: { url: 'postgresql://db/shop', password_file: secret } }\n");
        target(null);

        assertProblems("nightload.yaml:1:70: the password file is not UTF-8");
    }

    @Test
    void aPasswordAndAPasswordFileAreOneTooMany() throws IOException {
        Files.writeString(home.resolve("secret"), "s3cret");
        write("connections: { target: { url: 'postgresql://db/shop', password: p, password_file: secret } }\n");
        target(null);

        assertProblems("nightload.yaml:1:83: connection target has a password and a password_file: keep one");
    }

    @Test
    void aPasswordFileOfAHigherLayerReplacesThePassword() throws IOException {
        Files.writeString(home.resolve("secret"), "mounted");
        write("connections: { target: { url: 'postgresql://db/shop', password: p } }\n");
        environment.put(
                "NIGHTLOAD_CONNECTIONS_TARGET_PASSWORD_FILE",
                home.resolve("secret").toString());

        assertThat(target(null).password()).isEqualTo("mounted");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void credentialsInAUrlReplaceThoseOfALowerLayer() throws IOException {
        write("connections: { target: { url: 'postgresql://db/shop', username: dev, password: dev } }\n");
        environment.put("NIGHTLOAD_CONNECTIONS_TARGET_URL", "postgresql://ci@ci/shop");

        assertThat(target(null))
                .extracting(ConnectionSpec::username, ConnectionSpec::password)
                .containsExactly("ci", null);
    }

    @Test
    void credentialsBesideAUrlGoBeforeThoseInIt() throws IOException {
        write(
                "connections: { target: { url: 'postgresql://a:b@db/shop?sslpassword=c', username: dev, password: dev } }\n");
        ConnectionSpec target = target(null);

        assertThat(target.username()).isEqualTo("dev");
        assertThat(target.password()).isEqualTo("dev");
        assertThat(target.properties()).containsExactly(Map.entry("sslpassword", "c"));
        assertThat(target.url()).isEqualTo("jdbc:postgresql://db/shop");
    }

    @Test
    void aPasswordWithoutAUrlIsAProblem() throws IOException {
        write("project: books\n");
        environment.put("NIGHTLOAD_CONNECTIONS_TARGET_PASSWORD", "s3cret");
        settings(null);

        assertProblems("environment variable NIGHTLOAD_CONNECTIONS_TARGET_PASSWORD: connection target has no url:"
                + " set it in nightload.yaml or by NIGHTLOAD_CONNECTIONS_TARGET_URL");
    }

    @Test
    void aSettingIsPrintedWithoutItsValue() {
        assertThat(Setting.ofVariable("X", "s3cret")).hasToString("setting at environment variable X");
    }

    private void write(String text) throws IOException {
        Files.writeString(home.resolve("nightload.yaml"), text);
    }

    private Settings settings(@Nullable String chosen) {
        return new SettingsReader(home, environment, problems).read(chosen);
    }

    private ConnectionSpec target(@Nullable String chosen) {
        return settings(chosen).connection("target").orElseThrow();
    }

    private void assertProblems(String... expected) {
        assertThat(problems.list()).extracting(Problem::toString).containsExactly(expected);
    }
}
