package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step that publishes all or nothing. */
@ExtendWith(TestDatabaseExtension.class)
class PublishStepTest {

    private static final String JOB = """
            steps:
              - name: rows
                source: { csv: rows.csv }
                target: { table: { name: shop.rows, mode: append } }
                publish: step
                chunk: 100
            """;

    @TempDir
    Path home;

    private TestDatabase target;
    private Project project;

    @BeforeEach
    void makesTheProject(TestDatabase given) {
        target = given;
        project = new Project(home)
                .job("rows", JOB)
                .file(
                        "rows.csv",
                        IntStream.range(0, 1_000)
                                .mapToObj(i -> (i == 777 ? "x" : i) + "\n")
                                .collect(Collectors.joining("", "id\n", "")));
        target.execute("CREATE SCHEMA shop; CREATE TABLE shop.rows (id int)");
    }

    private Program.Ended run(String... options) {
        return project.program(target).runHere(options);
    }

    @Test
    void nothingOfAFailedStepIsInTheTargetAndItsResumePublishesAll() {
        project.job("rows", JOB + "    rejects: { limit: 0 }\n");

        assertThat(run("run", "rows").exitCode()).isEqualTo(3);
        assertThat(target.count("SELECT count(*) FROM shop.rows")).isZero();
        assertThat(new Checkpoints(target).chunks("rows")).isEqualTo(8);

        project.job("rows", JOB + "    rejects: { limit: 1 }\n");
        Program.Ended resumed = run("run", "rows");

        assertThat(resumed.exitCode()).as(resumed.all()).isZero();
        assertThat(resumed.out()).contains("shop.rows, append, published at the end");
        assertThat(target.query("SELECT count(*), count(DISTINCT id) FROM shop.rows"))
                .containsExactly("999|999");
    }

    @Test
    void noSchedulerTriesAgainWhatOnlyAPersonCanMend() {
        project.job("rows", JOB + "    rejects: { limit: 0 }\n");
        assertThat(run("run", "rows").exitCode()).isEqualTo(3);
        target.execute("DO 'BEGIN EXECUTE (SELECT format(''DROP TABLE %s'', oid::regclass) FROM pg_class"
                + " WHERE relname ~ ''^stage_[0-9a-f]+$''); END'");
        project.job("rows", JOB + "    rejects: { limit: 1 }\n");

        Program.Ended refused = run("run", "rows");

        assertThat(refused.exitCode()).as(refused.all()).isEqualTo(2);
        assertThat(refused.all())
                .containsPattern(
                        "the table nightload.stage_\\w+, in which the rows of this step waited to be published in"
                                + " shop.rows, is gone: load them anew with --again")
                .doesNotContain("resumes");
        assertThat(run("run", "rows", "--again").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatOnlyThePublicationRefusesCountsForTheLimitToo(int partitions) {
        target.execute("ALTER TABLE shop.rows ADD CONSTRAINT small CHECK (id < 990)");
        String job = JOB + "    partitions: " + partitions + "\n";
        project.job("rows", job + "    rejects: { limit: 10 }\n");

        Program.Ended refused = run("run", "rows");

        assertThat(refused.exitCode()).as(refused.all()).isEqualTo(3);
        assertThat(refused.out())
                .containsPattern("rows +shop.rows.* 1,000 +11 ")
                .contains("11 rejected rows, listed by");
        assertThat(target.count("SELECT count(*) FROM shop.rows")).isZero();

        project.job("rows", job + "    rejects: { limit: 11 }\n");
        Program.Ended resumed = run("run", "rows");

        assertThat(resumed.exitCode()).as(resumed.all()).isZero();
        assertThat(resumed.out()).contains("1,000 rows read, 11 rejected");
        assertThat(target.query("SELECT count(*), max(id) FROM shop.rows")).containsExactly("989|989");
        assertThat(target.query("SELECT constraint_name, file, min(line), max(line), min(raw), count(*)"
                        + " FROM nightload.reject GROUP BY 1, 2 ORDER BY 1"))
                .containsExactly("small|rows.csv|992|1001|{\"id\": 990}|10", "|rows.csv|779|779|x|1");
    }

    @Test
    void partitionsPublishTogether() {
        project.job("rows", JOB + "    partitions: 3\n");

        Program.Ended ended = run("run", "rows");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.query("SELECT count(*), count(DISTINCT id) FROM shop.rows"))
                .containsExactly("999|999");
    }

    @Test
    void whatHasBegunInOneWayIsNotResumedInTheOther() {
        project.job("rows", JOB + "    rejects: { limit: 0 }\n");
        assertThat(run("run", "rows").exitCode()).isEqualTo(3);
        project.job("rows", JOB.replace("publish: step", "publish: chunk"));

        assertThat(run("run", "rows").exitCode()).isEqualTo(2);
        assertThat(target.count("SELECT count(*) FROM shop.rows")).isZero();
    }

    @Test
    void aTargetThatCannotDoItSaysSo() {
        target.execute("CREATE TABLE shop.orders (id int PRIMARY KEY)");
        project.job("rows", JOB.replace("table: { name: shop.rows, mode: append }", "entity: shop.orders"));

        Program.Ended checked = run("check", "rows");

        assertThat(checked.exitCode()).isEqualTo(2);
        assertThat(checked.err())
                .contains(
                        "jobs/rows.yaml:4:15: the target entity publishes each chunk by itself: leave publish: step out,"
                                + " or load into a table");
    }
}
