package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.connection.Migrations;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an older release left in a database is told apart from a database where nothing has run. */
@ExtendWith(TestDatabaseExtension.class)
class OlderReleaseTest {

    @TempDir
    Path home;

    private TestDatabase target;
    private Program program;

    @BeforeEach
    void prepare(TestDatabase given) throws SQLException {
        target = given;
        program = new Project(home)
                .job("nothing", "steps:\n  - name: nothing\n    sql: SELECT 1\n")
                .program(target);
        Migrations.control(target.dataSource());
        Migrations.target(target.dataSource());
    }

    @ParameterizedTest
    @ValueSource(strings = {"history", "show 1", "rejects 1", "stop 1", "prune --older-than 90d"})
    void whoeverLooksIsToldWhatBringsTheTablesUpToDate(String command) {
        target.execute("DROP TABLE nightload.hold; DELETE FROM nightload.flyway_control WHERE version::int > 3;"
                + " ALTER TABLE nightload.lease DROP machine, DROP born, DROP beats, DROP expiry");

        Program.Ended ended = program.runHere(command.split(" "));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("holds Nightload's control tables of an older release (version 3, this one needs ")
                .contains("the next nightload run brings them up to date")
                .hasLineCount(1);
    }

    @Test
    void aTargetOfAnOlderReleaseIsNotPruned() {
        assertThat(program.runHere("run", "nothing").exitCode()).isZero();
        target.execute("DELETE FROM nightload.flyway_target WHERE version::int > 4");

        Program.Ended ended = program.runHere("prune", "--older-than", "90d");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("Nightload's target tables of an older release (version 4, this one needs ");
    }
}
