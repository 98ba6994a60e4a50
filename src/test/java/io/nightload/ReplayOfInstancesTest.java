package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whose rejects are replayed, of a job that is a new instance each time. */
@ExtendWith(TestDatabaseExtension.class)
class ReplayOfInstancesTest {

    private static final String JOB = """
            steps:
              - name: rows
                source: { csv: rows.csv }
                target: { table: { name: shop.rows, mode: upsert, key: [id] } }
            """;

    @TempDir
    Path home;

    private Project project;
    private Program program;

    @BeforeEach
    void makesTheProject(TestDatabase target) {
        project = new Project(home).job("rows", JOB).file("rows.csv", "id,n\n1,5\n2,\n");
        program = project.program(target);
        target.execute("CREATE SCHEMA shop; CREATE TABLE shop.rows (id int PRIMARY KEY, n int NOT NULL)");
    }

    private void failsByItsLimit() {
        project.job("rows", JOB + "    rejects: { limit: 0 }\n");
        assertThat(program.runHere("run", "rows").exitCode()).isEqualTo(3);
    }

    @Test
    void oneThatCompletedIsReplayedWhateverRanSince(TestDatabase target) {
        assertThat(program.runHere("run", "rows").exitCode()).isZero();
        assertThat(program.runHere("run", "rows").exitCode()).isZero();
        target.execute("ALTER TABLE shop.rows ALTER n DROP NOT NULL");

        Program.Ended replayed = program.runHere("rejects", "replay", "1");

        assertThat(replayed.exitCode()).as(replayed.all()).isZero();
        assertThat(target.query("SELECT * FROM shop.rows ORDER BY id")).containsExactly("1|5", "2|");
    }

    @Test
    void oneThatWasBegunAnewIsRefused(TestDatabase target) {
        failsByItsLimit();
        assertThat(program.runHere("run", "rows", "--again").exitCode()).isEqualTo(3);
        target.execute("ALTER TABLE shop.rows ALTER n DROP NOT NULL");

        assertThat(program.runHere("rejects", "replay", "1"))
                .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(2))
                .satisfies(ended -> assertThat(ended.err()).contains("was begun anew since"));
        assertThat(target.query("SELECT * FROM shop.rows")).containsExactly("1|5");
    }

    @Test
    void theCommandThatRunsAnAbandonedOneAnewCanBePasted() {
        project.job(
                "named",
                "parameters: { day: { type: string }, by: { type: string, default: '', identifying: false } }\n" + JOB
                        + "    rejects: { limit: 0 }\n");
        assertThat(program.runHere("run", "named", "day=the first", "by=ann").exitCode())
                .isEqualTo(3);
        assertThat(program.runHere("abandon", "1").err())
                .contains("To run it anew: nightload run named 'day=the first' by=ann --again");

        assertThat(program.runHere("rejects", "replay", "1").err())
                .contains("to run it anew: nightload run named 'day=the first' by=ann --again");
    }

    @Test
    void oneThatWasAbandonedIsRefusedAlsoWhenItWasBegunAnew(TestDatabase target) {
        failsByItsLimit();
        assertThat(program.runHere("abandon", "1").exitCode()).isZero();

        assertThat(program.runHere("rejects", "replay", "1"))
                .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(2))
                .satisfies(ended -> assertThat(ended.err())
                        .contains("execution 1 was abandoned by ", "to run it anew: nightload run rows --again"));

        target.execute("ALTER TABLE shop.rows ALTER n DROP NOT NULL");
        assertThat(program.runHere("run", "rows", "--again").exitCode()).isZero();
        assertThat(program.runHere("rejects", "replay", "1").exitCode()).isEqualTo(2);
    }
}
