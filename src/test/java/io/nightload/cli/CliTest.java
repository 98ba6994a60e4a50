package io.nightload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import io.nightload.cli.text.Output;
import io.nightload.cli.text.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabaseExtension.class)
class CliTest {

    private static final String JOB = """
            parameters:
              date: { type: date, default: yesterday }
            steps:
              - name: schema
                sql: CREATE TABLE IF NOT EXISTS shop_facts.item (id int PRIMARY KEY, name varchar(5))
              - name: items
                source:
                  csv: data/${date}.csv
                target:
                  table: { name: shop_facts.item, mode: append }
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final TestDatabase database;

    @TempDir
    private Path home;

    CliTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void aProjectWithAJob() throws IOException {
        database.execute("DROP SCHEMA IF EXISTS shop_facts CASCADE; CREATE SCHEMA shop_facts");
        database.execute("""
                DO $$ BEGIN
                  IF to_regclass('nightload.instance') IS NOT NULL THEN
                    TRUNCATE nightload.batch_job_instance, nightload.instance, nightload.checkpoint, nightload.report,
                      nightload.reject CASCADE;
                    ALTER SEQUENCE nightload.batch_job_execution_seq RESTART;
                  END IF;
                END $$""");
        Files.createDirectories(home.resolve("jobs"));
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("nightload.yaml"), "project: test\n");
        Files.writeString(home.resolve("jobs/items.yaml"), JOB);
        Files.writeString(home.resolve("data/2026-11-20.csv"), "id,name\n1,one\n2,much too long\n3,three\n");
    }

    private int run(String... arguments) {
        Map<String, String> environment = Map.of(
                "NIGHTLOAD_CONNECTIONS_TARGET_URL", database.url(),
                "NIGHTLOAD_CONNECTIONS_TARGET_USERNAME", database.username(),
                "NIGHTLOAD_CONNECTIONS_TARGET_PASSWORD", database.password());
        return run(environment, arguments);
    }

    private int run(Map<String, String> environment, String... arguments) {
        out.reset();
        err.reset();
        Output output = new Output(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                Terminal.PIPE,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.PIPE);
        Clock clock = Clock.fixed(Instant.parse("2026-11-21T03:10:00Z"), ZoneId.of("Europe/Berlin"));
        return new Cli(output, environment, home, clock).execute(arguments);
    }

    private List<String> out() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> err() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void anUnknownVerbNamesTheNearestOne() {
        assertThat(run("rnu", "items")).isEqualTo(2);
        assertThat(err()).containsExactly("nightload: unknown verb 'rnu': did you mean 'run'?", "see nightload --help");
    }

    @Test
    void anUnknownOptionNamesTheNearestOne() {
        assertThat(run("run", "items", "--agian")).isEqualTo(2);
        assertThat(err())
                .containsExactly(
                        "nightload run: unknown option '--agian': did you mean '--again'?", "see nightload run --help");
    }

    @Test
    void noVerbAndNoJobAreUsageErrors() {
        assertThat(run()).isEqualTo(2);
        assertThat(err()).first().isEqualTo("nightload: a verb is missing");
        assertThat(run("run")).isEqualTo(2);
        assertThat(err()).first().isEqualTo("nightload run: JOB is missing");
    }

    @Test
    void aFormatThatIsNoneIsAUsageError() {
        assertThat(run("history", "--output", "xml")).isEqualTo(2);
        assertThat(err())
                .first()
                .isEqualTo(
                        "nightload history: invalid value for option '--output': 'xml' is none of [text, csv, json]");
    }

    @Test
    void anInstantThatIsNoneIsAUsageError() {
        assertThat(run("run", "items", "--as-of", "today")).isEqualTo(2);
        assertThat(err())
                .first()
                .isEqualTo("nightload run: invalid value for option '--as-of': 'today' is no instant such as"
                        + " 2026-11-21T02:00:00Z or 2026-11-21T03:00:00+01:00");
    }

    @Test
    void everyVerbHasHelpWithExamples() {
        for (String verb :
                List.of("run", "check", "history", "show", "rejects", "restart", "stop", "abandon", "prune", "query")) {
            assertThat(run(verb, "--help")).isZero();
            assertThat(out())
                    .contains("Examples:")
                    .filteredOn(line -> line.startsWith("  nightload " + verb))
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void aRunLoadsReportsAndNamesTheRejects() {
        assertThat(run("run", "items")).isZero();
        assertThat(out())
                .anySatisfy(line -> assertThat(line).matches("items +shop_facts\\.item.* +3 +2 +1 +.*"))
                .contains("1 rejected row, listed by: nightload rejects 1");
        assertThat(err()).containsExactly("items date=2026-11-20 into " + database.url() + ", execution 1");
        assertThat(database.query("SELECT id, name FROM shop_facts.item ORDER BY id"))
                .containsExactly("1|one", "3|three");
    }

    @Test
    void aCompleteJobRunsNoSecondTime() {
        run("run", "items");
        assertThat(run("run", "items", "date=2026-11-20")).isZero();
        assertThat(out())
                .containsExactly(
                        "items date=2026-11-20 is already complete by execution 1; nothing was done",
                        "to run it anew: nightload run items date=2026-11-20 --again");
    }

    @Test
    void whatAppendedIsNotRunAgain() {
        run("run", "items");
        assertThat(run("run", "items", "--again")).isEqualTo(2);
        assertThat(err()).first().asString().startsWith("--again would append the rows of step items a second time");
    }

    @Test
    void theReportIsOneJsonDocument() {
        assertThat(run("run", "items", "--output", "json")).isZero();
        assertThat(out().get(0)).isEqualTo("{");
        assertThat(out()).contains("  \"outcome\" : \"COMPLETED\",");
    }

    @Test
    void theReportOfACompleteJobNamesTheExecutionThatCompletedIt() {
        run("run", "items");
        assertThat(run("run", "items", "--output", "json")).isZero();
        assertThat(out()).contains("  \"executionId\" : 1,", "  \"outcome\" : \"ALREADY_COMPLETE\",");
    }

    @Test
    void aRefusalIsOneJsonDocumentToo() throws IOException {
        Files.writeString(home.resolve("jobs/items.yaml"), JOB.replace("mode: append", "mode: apend"));
        assertThat(run("run", "items", "--output", "json")).isEqualTo(2);
        assertThat(out()).contains("  \"outcome\" : \"REFUSED\",", "    \"file\" : \"jobs/items.yaml\",");
        assertThat(err()).isEmpty();
    }

    @Test
    void problemsAreListedWithTheirPlaces() throws IOException {
        Files.writeString(home.resolve("jobs/items.yaml"), JOB.replace("mode: append", "mode: apend"));
        assertThat(run("run", "items")).isEqualTo(2);
        assertThat(err()).first().asString().startsWith("jobs/items.yaml:").contains("append");
        assertThat(err()).last().isEqualTo("1 problem in jobs/items.yaml; nothing was run");
        assertThat(out()).isEmpty();
    }

    @Test
    void checkSaysWhatWouldBeReadAndWritten() {
        assertThat(run("check", "items")).isZero();
        assertThat(out())
                .containsExactly(
                        "schema: sql",
                        "items: csv data/2026-11-20.csv (38 B) → shop_facts.item, append",
                        "  id text, name text",
                        "note: jobs/items.yaml:10:22: table shop_facts.item does not exist yet:"
                                + " it is checked again when the step starts",
                        "items date=2026-11-20 can run");
    }

    @Test
    void checkTellsProgramsTheProblems() throws IOException {
        Files.writeString(home.resolve("jobs/items.yaml"), JOB.replace("csv:", "cvs:"));
        assertThat(run("check", "items", "--output", "json")).isEqualTo(2);
        assertThat(out()).contains("    \"file\" : \"jobs/items.yaml\",", "    \"line\" : 8,");
    }

    @Test
    void aDatabaseThatRefusesIsToldInOneLine() {
        Map<String, String> environment = Map.of(
                "NIGHTLOAD_CONNECTIONS_TARGET_URL", database.url(),
                "NIGHTLOAD_CONNECTIONS_TARGET_USERNAME", "nobody_here",
                "NIGHTLOAD_CONNECTIONS_TARGET_PASSWORD", "wrong");
        assertThat(run(environment, "run", "items")).isEqualTo(2);
        assertThat(err()).singleElement().asString().contains("nobody_here").doesNotContain("wrong");
    }

    @Test
    void historyAndShowOfADatabaseWithoutRunsSaySo() {
        database.execute("DROP SCHEMA IF EXISTS nightload CASCADE");
        assertThat(run("history")).isZero();
        assertThat(out()).containsExactly("no job has run yet");
        assertThat(run("show", "items")).isEqualTo(2);
        assertThat(err())
                .containsExactly(
                        "there is no execution of 'items' in this project: nightload history lists those there are");
    }

    @Test
    void historyAndShowKnowWhatRan() {
        run("run", "items");
        assertThat(run("history", "--output", "csv")).isZero();
        assertThat(out().get(1))
                .startsWith("1,items,\"{\"\"date\"\":\"\"2026-11-20\"\"}\",0,completed,")
                .endsWith(",3,2,1,0");
        assertThat(run("show", "1")).isZero();
        assertThat(out()).first().isEqualTo("execution 1 of items date=2026-11-20: completed");
        assertThat(out()).contains("items  data/2026-11-20.csv     3  value too long for type character varying(5)");
    }

    @Test
    void aQueryPrintsItsRows() {
        assertThat(run("query", "select 1 as one, 'x' as two", "--output", "json"))
                .isZero();
        assertThat(out()).containsExactly("[", "{\"one\":1,\"two\":\"x\"}", "]");
    }

    @Test
    void aWrongStatementIsExitTwoWithACaret() {
        assertThat(run("query", "select nme from (values (1)) v (name)")).isEqualTo(2);
        assertThat(err())
                .startsWith(
                        "column \"nme\" does not exist (SQLSTATE 42703)",
                        "  select nme from (values (1)) v (name)",
                        "         ^");
    }

    @Test
    void severalStatementsAndOnesThatWriteAreRefusedInWordsOfTheQuery() {
        for (String statement : List.of("select 1; select 2", "", "create table t (a int)")) {
            assertThat(run("query", statement)).as(statement).isEqualTo(2);
            assertThat(err()).singleElement().asString().startsWith("query takes one statement that reads");
        }
        database.execute("CREATE TABLE shop_facts.kept (a int)");
        assertThat(run("query", "with w as (insert into shop_facts.kept values (1) returning a) select a from w"))
                .isEqualTo(2);
        assertThat(err()).last().asString().startsWith("query only reads: a WITH that inserts");
        assertThat(database.count("SELECT count(*) FROM shop_facts.kept")).isZero();
    }

    @Test
    void aNegativeLimitIsRefused() {
        assertThat(run("query", "select 1", "--limit", "-1")).isEqualTo(2);
        assertThat(err()).containsExactly("--limit -1: the most rows to print is 0 or more");
    }

    @Test
    void aMistakeInTheCommandLineIsToldWithoutACountAndBeforeADatabaseIsAsked() {
        assertThat(run(
                        Map.of("NIGHTLOAD_CONNECTIONS_TARGET_URL", "jdbc:postgresql://localhost:1/shop"),
                        "run",
                        "items",
                        "2026-11-20"))
                .isEqualTo(2);
        assertThat(err()).containsExactly("command line: '2026-11-20' is no parameter: write name=value");
    }

    @Test
    void anUnknownConnectionIsRefused() {
        assertThat(run("query", "select 1", "--connection", "crm")).isEqualTo(2);
        assertThat(err()).singleElement().asString().startsWith("no connection is called crm");
    }
}
