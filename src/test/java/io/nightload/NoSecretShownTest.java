package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A password with a mark that would be found wherever it turns up. */
@ExtendWith(TestDatabaseExtension.class)
class NoSecretShownTest {

    private static final String MARK = "Xk7qMark";
    private static final String PASSWORD = MARK + "9";
    private static final String ROLE = "marked_" + ProcessHandle.current().pid();

    @TempDir
    private Path home;

    private Project project;
    private TestDatabase target;
    private Program program;

    @BeforeEach
    void makesTheRole(TestDatabase database) throws SQLException {
        target = database;
        administer("CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + PASSWORD + "'");
        administer("CREATE SCHEMA shop AUTHORIZATION " + ROLE);
        administer("CREATE SCHEMA nightload AUTHORIZATION " + ROLE);
        project = new Project(home)
                .file("rows.csv", "id\n1\nx\n")
                .job("table", "steps:\n  - name: table\n    sql: CREATE TABLE shop.rows (id int)\n")
                .job("fails", "steps:\n  - name: fails\n    sql: SELECT 1 / 0\n")
                .job("sleepy", "steps:\n  - name: sleepy\n    sql: SELECT pg_catalog.pg_sleep(600)\n")
                .job("rejects", """
                        steps:
                          - name: rejects
                            source: { csv: rows.csv }
                            target: { table: { name: shop.rows, mode: append } }
                            rejects: { limit: 0 }
                        """);
        program = project.program(target)
                .with("NIGHTLOAD_CONNECTIONS_TARGET_USERNAME", ROLE)
                .with("NIGHTLOAD_CONNECTIONS_TARGET_PASSWORD", PASSWORD);
    }

    @AfterEach
    void dropsTheRole() throws SQLException {
        administer("DROP OWNED BY " + ROLE + " CASCADE; DROP ROLE " + ROLE);
    }

    @Test
    void whatRunsAndFailsTellsAndKeepsNone() {
        says(0, program, "run", "table", "--debug");
        says(1, program, "run", "fails", "--debug");
        says(3, program, "run", "rejects", "--debug");
        says(0, program, "history", "--output", "json");
        says(0, program, "show", "fails", "--output", "json");
        says(0, program, "check", "rejects");

        assertThat(asAdmin("SELECT format('%I.%I', schemaname, tablename) FROM pg_catalog.pg_tables"
                        + " WHERE schemaname = 'nightload'"))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(asAdmin("SELECT row_to_json(t)::text FROM " + table + " t"))
                        .noneMatch(row -> row.contains(MARK)));
    }

    @Test
    void aConnectionThatIsRefusedTellsNone() throws Exception {
        String url = "NIGHTLOAD_CONNECTIONS_TARGET_URL";
        Program beside = Program.at(home);
        Files.writeString(home.resolve("secret"), MARK + "\n");

        says(2, program.with("NIGHTLOAD_CONNECTIONS_TARGET_PASSWORD", MARK), "run", "table", "--debug");
        says(1, program.with(url, "postgresql://localhost:1/shop?sslpassword=" + MARK), "run", "table", "--debug");
        says(2, beside.with(url, inUrl(target.url(), MARK)), "run", "table", "--debug");
        says(2, beside.with(url, inUrl(target.url(), MARK + "%")), "run", "table", "--debug");
        says(2, beside.with(url, inUrl(target.url(), MARK + "@")), "run", "table", "--debug");
        says(2, beside.with(url, "jdbc:oracle:thin:" + ROLE + "/" + MARK + "@//db/shop"), "run", "table", "--debug");
        says(
                2,
                beside.with(url, target.url())
                        .with("NIGHTLOAD_CONNECTIONS_TARGET_USERNAME", ROLE)
                        .with("NIGHTLOAD_CONNECTIONS_TARGET_PASSWORD_FILE", "secret"),
                "run",
                "table",
                "--debug");
    }

    @Test
    void theListsOfProcessesAndOfSessionsShowNone() {
        try (Program.Running running = program.start("run", "sleepy")) {
            Checkpoints.await(
                    () -> !asAdmin("SELECT 1 FROM pg_catalog.pg_stat_activity WHERE datname = current_database()"
                                    + " AND wait_event = 'PgSleep'")
                            .isEmpty(),
                    "the run to sleep");

            assertThat(running.process().info().commandLine().orElse("")).doesNotContain(MARK);
            assertThat(running.process()
                            .descendants()
                            .map(child -> child.info().commandLine().orElse("")))
                    .noneMatch(command -> command.contains(MARK));
            assertThat(asAdmin("SELECT a::text FROM pg_catalog.pg_stat_activity a WHERE datname = current_database()"))
                    .isNotEmpty()
                    .noneMatch(session -> session.contains(MARK));
            running.terminate();
            assertThat(running.end().all()).doesNotContain(MARK);
        }
    }

    private static String inUrl(String url, String password) {
        return url.replace("//", "//" + ROLE + ":" + password + "@");
    }

    private static void says(int exitCode, Program program, String... arguments) {
        Program.Ended ended = program.runHere(arguments);

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(exitCode);
        assertThat(ended.all()).as(List.of(arguments).toString()).isNotBlank().doesNotContain(MARK);
    }

    private void administer(String sql) throws SQLException {
        try (Connection connection = target.admin().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> asAdmin(String sql) {
        try (Connection connection = target.admin().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
