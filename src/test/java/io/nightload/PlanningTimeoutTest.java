package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table that somebody else has locked when a job is planned. */
@ExtendWith(TestDatabaseExtension.class)
class PlanningTimeoutTest {

    @ParameterizedTest
    @CsvSource({
        "run, lock_timeout, 1, canceling statement due to lock timeout",
        "run, statement_timeout, 1, canceling statement due to statement timeout",
        "check, lock_timeout, 2, jobs/copy.yaml:4:7: table is not checked: canceling statement due to lock timeout",
        "check, statement_timeout, 2, 2 problems in jobs/copy.yaml"
    })
    void aTimeoutIsTriedLaterInARunAndOneProblemAmongOthersInACheck(
            String verb, String setting, int exitCode, String said, TestDatabase database, @TempDir Path folder)
            throws SQLException {
        database.execute("CREATE SCHEMA shop; CREATE TABLE shop.a (id int PRIMARY KEY); CREATE TABLE shop.b (id int)");
        database.execute(
                "ALTER DATABASE " + database.queryOne("SELECT current_database()") + " SET " + setting + " = '2s'");
        Project project = new Project(folder);
        project.job("copy", """
                steps:
                  - name: copy
                    source:
                      table: shop.a
                    target:
                      table: { name: shop.b, mode: %s }
                """.formatted(verb.equals("run") ? "append" : "apend"));

        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE shop.a");
            Program.Ended ended = project.program(database).runHere(verb, "copy");

            assertThat(ended.exitCode()).as(ended.all()).isEqualTo(exitCode);
            assertThat(ended.err()).contains(said);
        }
    }
}
