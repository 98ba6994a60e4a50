package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabaseExtension.class)
class PruneVerbTest {

    @TempDir
    Path home;

    private Program program;
    private TestDatabase target;

    @BeforeEach
    void makesAJobThatRejectsARow(TestDatabase given) {
        target = given;
        program = new Project(home)
                .job("items", """
                        parameters:
                          day: { type: date }
                        steps:
                          - name: items
                            source: { csv: items.csv }
                            target: { table: { name: shop.items, mode: upsert, key: [id] } }
                            chunk: 1
                        """)
                .file("items.csv", "id,name\n1,one\nx,two\n3,three\n")
                .program(target);
        target.execute("CREATE SCHEMA shop; CREATE TABLE shop.items (id int PRIMARY KEY, name text)");
    }

    private void run(String day, int exitCode) {
        assertThat(program.runHere("run", "items", "day=" + day))
                .satisfies(ended -> assertThat(ended.exitCode()).as(ended.all()).isEqualTo(exitCode));
    }

    private void fails(String day) {
        target.fillUp("shop.items", "NEW.id = 3");
        run(day, 1);
        target.makeRoom("shop.items");
    }

    private void age(int execution) {
        target.execute("UPDATE nightload.batch_job_execution SET end_time = end_time - interval '100 days'"
                + " WHERE job_execution_id = " + execution);
    }

    @Test
    void whatIsOldAndCompleteGoesAndIsStillKnownToBeComplete() {
        run("2026-08-01", 0);
        run("2026-11-20", 0);
        age(1);

        assertThat(program.runHere("prune", "--older-than", "90d", "--dry-run").err())
                .isEqualTo("1 execution of 1 job instance and 1 rejected row older than 90d would be removed\n");
        assertThat(program.runHere("prune", "--older-than", "90d").err())
                .isEqualTo("1 execution of 1 job instance and 1 rejected row older than 90d are removed\n");

        assertThat(target.query("SELECT execution_id FROM nightload.report")).containsExactly("2");
        assertThat(target.query("SELECT execution_id FROM nightload.reject")).containsExactly("2");
        assertThat(target.query("SELECT job_execution_id FROM nightload.batch_job_execution"))
                .containsExactly("2");
        assertThat(program.runHere("run", "items", "day=2026-08-01").out()).contains("is already complete");
    }

    @Test
    void whatAResumeNeedsStaysUntilItIsAbandoned() {
        fails("2026-08-01");
        age(1);

        assertThat(program.runHere("prune", "--older-than", "90d").err())
                .isEqualTo("0 executions of 0 job instances and 0 rejected rows older than 90d are removed;"
                        + " 1 instance is kept for a resume: restart or abandon what is not needed\n");
        assertThat(program.runHere("abandon", "1").exitCode()).isZero();
        age(1);

        assertThat(program.runHere("prune", "--older-than", "90d").err())
                .isEqualTo("1 execution of 1 job instance and 1 rejected row older than 90d are removed\n");
        run("2026-08-01", 5);
    }

    @Test
    void whatWasBegunAnewIsOver() {
        fails("2026-08-01");
        age(1);
        assertThat(program.runHere("run", "items", "day=2026-08-01", "--again").exitCode())
                .isZero();

        assertThat(program.runHere("prune", "--older-than", "90d").err()).startsWith("1 execution of 1 job instance");
        assertThat(program.runHere("history", "--output", "csv").out().lines()).hasSize(2);
    }

    @Test
    void anAgeIsAskedForAndUnderstood() {
        assertThat(program.runHere("prune").err()).startsWith("nightload prune: --older-than AGE is missing");
        assertThat(program.runHere("prune", "--older-than", "90").err())
                .startsWith("nightload prune: invalid value for option '--older-than': '90' is not a length of time");
        assertThat(program.runHere("prune", "--older-than", "90d").err()).startsWith("0 executions of 0 job instances");
    }
}
