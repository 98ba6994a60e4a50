package io.nightload.spec.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.LeaseTimes;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import io.nightload.spec.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

    @TempDir
    private Path folder;

    private Path home;
    private final Problems problems = new Problems();
    private final Map<String, String> environment = new LinkedHashMap<>();

    @BeforeEach
    void makeProject() throws IOException {
        home = folder.resolve("bookshop");
        Files.createDirectories(home.resolve("jobs"));
    }

    @Test
    void aProjectNeedsNoSettings() {
        Settings settings = read(null);

        assertThat(problems.list()).isEmpty();
        assertThat(settings).isEqualTo(new Settings(home, "bookshop", null, ZoneId.of("UTC"), Map.of(), Map.of()));
    }

    @Test
    void theProjectIsFoundFromAFolderInside() throws IOException {
        Path inside = Files.createDirectories(home.resolve("data/shop/deep"));

        assertThat(new SettingsReader(inside, environment, problems).read(null).home())
                .isEqualTo(home);
    }

    @Test
    void aFolderOutsideOfAnyProjectIsAProblem() {
        new SettingsReader(folder, environment, problems).read(null);

        assertProblems("command line: neither nightload.yaml nor jobs/ is in " + folder
                + " or above it: run this in a project's folder");
    }

    @Test
    void theFileIsReadWhole() throws IOException {
        write("""
                project: books
                time_zone: Europe/Berlin
                variables:
                  folder: data/shop
                  year: 2026
                connections:
                  target:
                    url: postgresql://db.example:5433/shop?sslmode=require
                    username: loader
                    password: s3cret
                    properties: { socketTimeout: 60 }
                """);
        Settings settings = read(null);

        assertThat(problems.list()).isEmpty();
        assertThat(settings.project()).isEqualTo("books");
        assertThat(settings.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(settings.variables()).containsExactly(Map.entry("folder", "data/shop"), Map.entry("year", "2026"));
        assertThat(settings.connection("target"))
                .contains(new ConnectionSpec(
                        "target",
                        "jdbc:postgresql://db.example:5433/shop?sslmode=require",
                        "loader",
                        "s3cret",
                        Map.of("socketTimeout", "60"),
                        "nightload.yaml:8:10"));
    }

    @Test
    void anEnvironmentOverridesAnyOfIt() throws IOException {
        write("""
                project: books
                variables: { folder: data, mode: fast }
                connections:
                  target: { url: "postgresql://dev/shop", username: dev, password: dev }
                  erp: { url: "postgresql://erp/erp" }
                environments:
                  prod:
                    project: books-prod
                    time_zone: Asia/Tokyo
                    variables: { folder: /mnt/data }
                    connections:
                      target: { url: "postgresql://prod/shop" }
                """);
        Settings settings = read("prod");

        assertThat(settings.environment()).isEqualTo("prod");
        assertThat(settings.project()).isEqualTo("books-prod");
        assertThat(settings.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(settings.variables()).containsExactly(Map.entry("folder", "/mnt/data"), Map.entry("mode", "fast"));
        assertThat(settings.connections().keySet()).containsExactly("target", "erp");
        assertThat(connection(settings).url()).isEqualTo("jdbc:postgresql://prod/shop");
        assertThat(connection(settings).username()).isEqualTo("dev");
        assertThat(connection(settings).where()).isEqualTo("nightload.yaml:12:22");
    }

    @Test
    void theEnvironmentMayBeChosenByAVariable() throws IOException {
        write("environments: { prod: { project: a }, test: { project: b } }");
        environment.put("NIGHTLOAD_ENV", "prod");

        assertThat(read(null).project()).isEqualTo("a");
        assertThat(read("test").project()).isEqualTo("b");
    }

    @Test
    void anUnknownEnvironmentIsAProblemWhereItWasChosen() throws IOException {
        write("environments: { prod: {}, test: {} }");
        environment.put("NIGHTLOAD_ENV", "tset");
        read("prd");
        read(null);

        assertProblems(
                "command line: there is no environment 'prd' in nightload.yaml: did you mean 'prod'? (prod, test)",
                "environment variable NIGHTLOAD_ENV: there is no environment 'tset' in nightload.yaml:"
                        + " did you mean 'test'? (prod, test)");
    }

    @Test
    void environmentVariablesGoOverAll() throws IOException {
        write("""
                project: books
                connections:
                  target: { url: "postgresql://dev/shop", username: dev, password: "${UNSET}" }
                """);
        environment.put("NIGHTLOAD_PROJECT", "from-outside");
        environment.put("NIGHTLOAD_CONNECTIONS_TARGET_URL", "jdbc:postgresql://ci/shop");
        environment.put("NIGHTLOAD_CONNECTIONS_TARGET_USERNAME", "ci");
        environment.put("NIGHTLOAD_CONNECTIONS_TARGET_PASSWORD", "a${b");
        Settings settings = read(null);

        assertThat(problems.list()).isEmpty();
        assertThat(settings.project()).isEqualTo("from-outside");
        assertThat(connection(settings))
                .isEqualTo(new ConnectionSpec(
                        "target",
                        "jdbc:postgresql://ci/shop",
                        "ci",
                        "a${b",
                        Map.of(),
                        "environment variable NIGHTLOAD_CONNECTIONS_TARGET_URL"));
    }

    @Test
    void environmentVariablesMakeConnectionsToo() throws IOException {
        write("connections: { my-erp: { url: 'postgresql://a/erp' } }");
        environment.put("NIGHTLOAD_CONNECTIONS_MY_ERP_USERNAME", "u");
        environment.put("NIGHTLOAD_CONNECTIONS_CONTROL_URL", "postgresql://c/control");
        Settings settings = read(null);

        assertThat(settings.connections().keySet()).containsExactly("my-erp", "control");
        assertThat(settings.connection("my-erp").orElseThrow().username()).isEqualTo("u");
    }

    @Test
    void anEmptyEnvironmentVariableIsUnset() {
        environment.put("NIGHTLOAD_CONNECTIONS_TARGET_URL", "");
        environment.put("NIGHTLOAD_PROJECT", "");
        environment.put("NIGHTLOAD_ENV", "");

        assertThat(read(null).connections()).isEmpty();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void aMisspeltEnvironmentVariableIsAProblem() {
        environment.put("NIGHTLOAD_CONNECTIONS_TARGET_USERNAM", "u");
        read(null);

        assertProblems(
                "environment variable NIGHTLOAD_CONNECTIONS_TARGET_USERNAM: it must end in one of _PASSWORD_FILE,"
                        + " _PASSWORD, _USERNAME, _URL: did you mean NIGHTLOAD_CONNECTIONS_TARGET_USERNAME?");
    }

    @Test
    void allProblemsOfTheFileAreToldAtOnce() throws IOException {
        write("""
                projekt: books
                time_zone: Europe/Berln
                variables: [a]
                connections:
                  target: { url: "mysql://db/shop", user: me }
                  2nd: { username: me }
                  erp: { url: "postgresql://db/erp", properties: { user: me } }
                environments:
                  prod: { conections: {} }
                """);
        read(null);

        assertProblems(
                "nightload.yaml:1:1: unknown key 'projekt': did you mean 'project'?"
                        + " (project, time_zone, lease, variables, connections, retry, environments)",
                "nightload.yaml:2:12: there is no time zone 'Europe/Berln': did you mean 'Europe/Berlin'?",
                "nightload.yaml:3:12: variables must be a mapping, and is a list",
                "nightload.yaml:5:18: connection target: this is no URL of a database: write postgresql://host:5432/database, or the JDBC URL of another one whose driver is in lib/",
                "nightload.yaml:5:37: unknown key 'user': did you mean 'username'?"
                        + " (url, username, password, password_file, properties)",
                "nightload.yaml:6:3: a name has letters, digits, - and _ and begins with a letter or _; '2nd' does not",
                "nightload.yaml:6:20: connection 2nd has no url: set it in nightload.yaml or by"
                        + " NIGHTLOAD_CONNECTIONS_2ND_URL",
                "nightload.yaml:7:52: 'user' is no property: set 'username' and 'password' beside 'url'",
                "nightload.yaml:9:11: unknown key 'conections': did you mean 'connections'?"
                        + " (project, time_zone, lease, variables, connections, retry)");
    }

    @Test
    void aFileOfCommentsSetsNothing() throws IOException {
        write("# project: books\n");

        assertThat(read(null).project()).isEqualTo("bookshop");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void theTimesOfTheLeaseMayBeSetByThemselves() throws IOException {
        write("""
                lease: { heartbeat: 2s }
                environments:
                  far: { lease: { expiry: 10m } }
                """);

        assertThat(read(null).lease()).isEqualTo(new LeaseTimes(Duration.ofSeconds(2), Duration.ofMinutes(1)));
        assertThat(read("far").lease()).isEqualTo(new LeaseTimes(Duration.ofSeconds(2), Duration.ofMinutes(10)));
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void timesOfTheLeaseThatTellNothingApartAreProblems() throws IOException {
        write("lease: { heartbeat: 10s, expiry: 20s }\n");
        read(null);

        assertProblems("nightload.yaml:1:34: the lease's expiry is 20s and its heartbeat 10s: an expiry of at least 3"
                + " heartbeats, 30s, tells a late one from a dead process");
    }

    @Test
    void aTimeOfTheLeaseIsALengthOfTime() throws IOException {
        write("lease: { heartbeat: 5, expiri: 1m }\n");
        read(null);

        assertProblems(
                "nightload.yaml:1:21: '5' is not a length of time such as 500ms, 30s, 10m, 24h or 90d, at least 100ms"
                        + " and at most 1d",
                "nightload.yaml:1:24: unknown key 'expiri': did you mean 'expiry'? (heartbeat, expiry)");
    }

    @Test
    void aLeaseExpiresWithinADay() throws IOException {
        write("lease: { expiry: 30d }\n");
        read(null);

        assertProblems(
                "nightload.yaml:1:18: '30d' is not a length of time such as 500ms, 30s, 10m, 24h or 90d, at least 100ms"
                        + " and at most 1d");
    }

    @Test
    void aFileThatIsAListIsAProblem() throws IOException {
        write("- project: books\n");
        read(null);

        assertProblems("nightload.yaml:1:1: nightload.yaml must be a mapping, and is a list");
    }

    private void write(String text) throws IOException {
        Files.writeString(home.resolve("nightload.yaml"), text);
    }

    private Settings read(@Nullable String chosen) {
        return new SettingsReader(home, environment, problems).read(chosen);
    }

    private static ConnectionSpec connection(Settings settings) {
        return settings.connection("target").orElseThrow();
    }

    private void assertProblems(String... expected) {
        assertThat(problems.list()).extracting(Problem::toString).containsExactly(expected);
    }
}
