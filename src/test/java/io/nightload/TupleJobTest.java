package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables whose rows go into others as they are, from the outside. */
@ExtendWith(TestDatabaseExtension.class)
class TupleJobTest {

    private static final String AS_THEY_ARE = "rows as they are, from COPY to COPY in binary format";
    private static final String DIFFERENT =
            "SELECT count(*) FROM (SELECT to_jsonb(l) FROM legacy.lines l EXCEPT SELECT to_jsonb(m) FROM mart.lines m) AS d";

    @TempDir
    private Path home;

    private TestDatabase target;
    private Project project;

    @BeforeEach
    void makeTables(TestDatabase given) {
        target = given;
        target.execute("""
                CREATE SCHEMA legacy; CREATE SCHEMA mart;
                CREATE TABLE legacy.lines (
                  "Order" text, line int, amount numeric(12,2), tags text[], at timestamptz, PRIMARY KEY ("Order", line));
                INSERT INTO legacy.lines
                  SELECT (ARRAY['a''', 'B\\', 'ä', 'Z', ''])[1 + n / 1000] || n / 20, n % 20, n / 7.0, ARRAY['t' || n, NULL], '2026-11-23 12:00+01'
                  FROM generate_series(0, 4999) n;
                ANALYZE legacy.lines;
                CREATE TABLE mart.lines (at timestamptz, tags text[], line int NOT NULL, "Order" text, amount numeric)""");
        project = new Project(home);
    }

    private Program job(String source, String more) {
        return project.job("copy", """
                        parameters: { from: { type: string, default: "B\\\\'", identifying: false } }
                        steps:
                          - name: lines
                            source: { table: { name: legacy.lines%s } }
                            %s
                        """.formatted(source, more)).program(target);
    }

    private static final String INTO_MART = "target: { table: mart.lines }";

    @Test
    void checkSaysThatRowsGoAsTheyAre() {
        assertThat(job("", INTO_MART).runHere("check", "copy").out()).contains(AS_THEY_ARE);
    }

    /** The name of each step says why. */
    @Test
    void whereTheyCannotTheyGoByTheirValues() {
        target.execute("""
                CREATE TABLE mart.wide (LIKE mart.lines); ALTER TABLE mart.wide ALTER line TYPE bigint;
                CREATE TABLE mart.narrow (LIKE mart.lines); ALTER TABLE mart.narrow ALTER amount TYPE numeric(10,2);
                CREATE TABLE mart.required (LIKE mart.lines); ALTER TABLE mart.required ALTER amount SET NOT NULL;
                CREATE TABLE mart.ruled (LIKE mart.lines);
                CREATE RULE r AS ON INSERT TO mart.ruled WHERE new.line < 0 DO INSTEAD NOTHING;
                CREATE TYPE legacy.label AS ENUM ('a');
                CREATE TABLE legacy.odd (id int PRIMARY KEY, label legacy.label, span interval);
                CREATE TABLE mart.enum (id int, label legacy.label); CREATE TABLE mart.span (id int, span interval)""");
        String steps = step("transformed", "legacy.lines", "lines", "transform: [keep: line > 3]")
                + step("by-cursor", "legacy.lines, read: cursor, key: [Order, line]", "lines", "")
                + step("without-its-key", "legacy.lines, columns: [line, amount]", "lines", "")
                + step("wider-number", "legacy.lines", "wide", "")
                + step("narrower-number", "legacy.lines", "narrow", "")
                + step("not-null", "legacy.lines", "required", "")
                + step("rule", "legacy.lines", "ruled", "")
                + step("enum", "legacy.odd, columns: [id, label]", "enum", "")
                + step("interval", "legacy.odd, columns: [id, span]", "span", "");

        Program.Ended checked =
                project.job("copy", "steps:\n" + steps).program(target).runHere("check", "copy");

        assertThat(checked.exitCode()).as(checked.all()).isZero();
        assertThat(checked.out())
                .doesNotContain(AS_THEY_ARE)
                .containsPattern("(?s)(COPY in (binary|text) format.*){9}");
    }

    private static String step(String name, String source, String table, String more) {
        return """
                  - name: %s
                    source: { table: { name: %s } }
                    target: { table: mart.%s }
                    %s
                """.formatted(name, source, table, more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunk: 700", "chunk: 700\n    partitions: 3", "publish: step"})
    void eachRowComesOnceAsItWas(String options) {
        Program.Ended ended =
                job(", fetch_size: 300", INTO_MART + "\n    " + options).runHere("run", "copy");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(ended.all()).contains("5,000 rows read, 0 rejected");
        assertThat(target.count("SELECT count(*) FROM mart.lines")).isEqualTo(5_000);
        assertThat(target.count(DIFFERENT)).isZero();
    }

    @Test
    void aParameterOfTheConditionMayHaveAnySigns() {
        String from = "B\\'; DROP TABLE legacy.lines; --";
        Program program = job(
                ", where: '\"Order\" > :from AND tags ? ''t17'' IS NOT TRUE'".replace("tags ?", "to_jsonb(tags) ?"),
                INTO_MART);

        Program.Ended ended = program.runHere("run", "copy", "from=" + from);

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.query("SELECT count(*) > 1000, count(*) FROM mart.lines"))
                .isEqualTo(target.query("SELECT true, count(*) FROM legacy.lines WHERE \"Order\" > '"
                        + from.replace("'", "''") + "' AND tags[1] <> 't17'"));
    }

    /** Behind an array, a string of no type would be one too. */
    @Test
    void aConditionMeansWhatItMeansWhereItsParametersAreBound() {
        target.execute("""
                CREATE TABLE legacy.typed (id int PRIMARY KEY, c char(4), d date, i int, n numeric, b bool);
                INSERT INTO legacy.typed VALUES (1, 'ab', NULL, NULL, NULL, NULL), (2, 'x', '2026-11-23', 7, 1.50, true),
                  (3, 'x', '2026-11-22', 7, 1.50, true), (4, 'x', '2026-11-23', 8, 1.50, true), (5, 'x', '2026-11-23', 7, 1.51, true);
                CREATE TABLE mart.tuples (LIKE legacy.typed); CREATE TABLE mart.values (LIKE legacy.typed)""");
        String where =
                "where: \"(c = :c OR (d = :d AND i = :i AND n = :n AND b = :b)) AND '{x}'::text[] || :c <> '{x}'\"";
        Program program = project.job(
                        "copy",
                        """
                        parameters:
                          c: { type: string, default: "ab  " }
                          d: { type: date, default: 2026-11-23 }
                          i: { type: int, default: 7 }
                          n: { type: numeric, default: 1.5 }
                          b: { type: boolean, default: true }
                        steps:
                        """ + step("tuples", "legacy.typed, " + where, "tuples", "")
                                + step("values", "legacy.typed, key: [id], read: cursor, " + where, "values", ""))
                .program(target);

        Program.Ended ended = program.runHere("run", "copy");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.query("SELECT id FROM mart.values ORDER BY id")).containsExactly("1", "2");
        assertThat(target.query("SELECT id FROM mart.tuples ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void aSourceWhoseConnectionWasEndedIsReadOn() {
        target.execute("""
                CREATE SEQUENCE mart.calls;
                CREATE FUNCTION mart.cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF pg_catalog.nextval('mart.calls') = 1 THEN
                    PERFORM pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
                    WHERE query LIKE 'COPY (SELECT CAST%' AND datname = pg_catalog.current_database();
                  END IF;
                  RETURN NEW;
                END $$;
                CREATE TRIGGER cut BEFORE INSERT ON mart.lines FOR EACH ROW WHEN (NEW.line = 10) EXECUTE FUNCTION mart.cut()""");

        Program.Ended ended =
                job(", fetch_size: 300", INTO_MART + "\n    chunk: 700").runHere("run", "copy");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(ended.err()).containsPattern("connection target is lost: .+ it goes on from its last commit in");
        assertThat(target.count("SELECT count(*) FROM mart.lines")).isEqualTo(5_000);
        assertThat(target.count(DIFFERENT)).isZero();
    }

    @Test
    void aReplaceTakesThemToo() {
        target.execute(
                "INSERT INTO mart.lines (line) VALUES (-1); ALTER TABLE mart.lines ADD CHECK (tags[1] <> 't17') NOT VALID");

        Program.Ended ended = job("", "target: { table: { name: mart.lines, mode: replace } }")
                .runHere("run", "copy");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.count("SELECT count(*) FROM mart.lines")).isEqualTo(4_999);
        assertThat(target.query("SELECT key FROM nightload.reject")).containsExactly("Order = a'0, line = 17");
    }

    @Test
    void rejectedOnesAreReplayedFromTheirValues() {
        target.execute("ALTER TABLE mart.lines ADD CONSTRAINT seldom CHECK (tags[1] NOT IN ('t17', 't4017'))");
        Program program = job("", INTO_MART);

        Program.Ended ended = program.runHere("run", "copy");
        target.execute("ALTER TABLE mart.lines DROP CONSTRAINT seldom");
        Program.Ended replayed = program.runHere("rejects", "replay", "copy");

        assertThat(ended.all()).contains("5,000 rows read, 2 rejected");
        assertThat(target.query("SELECT raw FROM nightload.reject ORDER BY raw DESC LIMIT 1"))
                .containsExactly("{\"Order\":\"a'0\",\"line\":17,\"amount\":2.43,\"tags\":\"{t17,NULL}\","
                        + "\"at\":\"2026-11-23 11:00:00+00\"}");
        assertThat(replayed.exitCode()).as(replayed.all()).isZero();
        assertThat(target.count("SELECT count(*) FROM mart.lines")).isEqualTo(5_000);
        assertThat(target.count(DIFFERENT)).isZero();
    }
}
