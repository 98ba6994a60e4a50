package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Steps that shall be read in partitions, but have a source that cannot be divided. */
@ExtendWith(TestDatabaseExtension.class)
class UndividedTest {

    @TempDir
    private Path home;

    private TestDatabase target;
    private Project project;

    @BeforeEach
    void makeTable(TestDatabase given) {
        target = given;
        target.execute("CREATE SCHEMA shop; CREATE TABLE shop.rows (id int PRIMARY KEY, name text)");
        project = new Project(home);
    }

    @Test
    void whatCannotBeDividedIsRefusedByCheckAndLeftWholeByAuto() {
        project.file("rows.json", "[{\"id\": 1, \"name\": \"a\"}, {\"id\": 2, \"name\": \"b\"}]");
        String job = """
                steps:
                  - name: rows
                    source: { json: rows.json }
                    target: { table: { name: shop.rows, mode: append } }
                    partitions: %s
                """;
        project.job("two", job.formatted("2")).job("auto", job.formatted("auto"));

        Program.Ended refused = project.program(target).runHere("check", "two");
        Program.Ended auto = project.program(target).runHere("run", "auto");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.all())
                .contains(
                        "jobs/two.yaml:5:17: partitions is 2, but rows.json is one array, compressed or not in UTF-8, so"
                                + " it is read from its beginning on: leave partitions out");
        assertThat(auto.exitCode()).as(auto.all()).isZero();
        assertThat(target.count("SELECT count(*) FROM shop.rows")).isEqualTo(2);
    }

    @Test
    void aReplaceWhoseSourceCannotBeResumedBeginsAgainAndPublishesItsRowsOnce() {
        target.execute("""
                CREATE TABLE shop.source (id int, name text);
                INSERT INTO shop.source SELECT i, CASE i WHEN 700 THEN 'bad' ELSE 'row' END
                  FROM generate_series(1, 1000) i;
                CREATE FUNCTION shop.fail(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN
                  IF $1 = 'bad' THEN RAISE 'bad row'; END IF;
                  RETURN $1;
                END $$""");
        project.job("copy", """
                steps:
                  - name: copy
                    source: { query: { sql: "SELECT id, shop.fail(name) AS name FROM shop.source", read: cursor } }
                    transform:
                      - reject: { when: "id = 3", reason: three }
                    target: { table: { name: shop.rows, mode: replace } }
                    chunk: 50
                    partitions: auto
                """);

        Program.Ended failed = project.program(target).runHere("run", "copy");
        target.execute("UPDATE shop.source SET name = 'good' WHERE id = 700");
        Program.Ended resumed = project.program(target).runHere("run", "copy");

        assertThat(failed.exitCode()).as(failed.all()).isEqualTo(1);
        assertThat(failed.out()).contains("bad row");
        assertThat(resumed.exitCode()).as(resumed.all()).isZero();
        assertThat(target.query("SELECT count(*), sum(id) FROM shop.rows")).containsExactly("999|500497");
        assertThat(target.count("SELECT count(*) FROM nightload.reject")).isEqualTo(1);
    }
}
