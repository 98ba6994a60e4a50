package io.nightload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabaseExtension.class)
class CliTest {

    private final TestDatabase database;
    private final TestCli cli;

    CliTest(TestDatabase database, @TempDir Path home) throws IOException {
        this.database = database;
        this.cli = new TestCli(database, home);
    }

    @Test
    void anUnknownVerbNamesTheNearestOne() {
        assertThat(cli.run("rnu", "items")).isEqualTo(2);
        assertThat(cli.err())
                .containsExactly("nightload: unknown verb 'rnu': did you mean 'run'?", "see nightload --help");
    }

    @Test
    void anUnknownOptionNamesTheNearestOne() {
        assertThat(cli.run("run", "items", "--agian")).isEqualTo(2);
        assertThat(cli.err())
                .containsExactly(
                        "nightload run: unknown option '--agian': did you mean '--again'?", "see nightload run --help");
    }

    @Test
    void noVerbAndNoJobAreUsageErrors() {
        assertThat(cli.run()).isEqualTo(2);
        assertThat(cli.err()).first().isEqualTo("nightload: a verb is missing");
        assertThat(cli.run("run")).isEqualTo(2);
        assertThat(cli.err()).first().isEqualTo("nightload run: JOB is missing");
    }

    @Test
    void aFormatThatIsNoneIsAUsageError() {
        assertThat(cli.run("history", "--output", "xml")).isEqualTo(2);
        assertThat(cli.err())
                .first()
                .isEqualTo(
                        "nightload history: invalid value for option '--output': 'xml' is none of [text, csv, json]");
    }

    @Test
    void anInstantThatIsNoneIsAUsageError() {
        assertThat(cli.run("run", "items", "--as-of", "today")).isEqualTo(2);
        assertThat(cli.err())
                .first()
                .isEqualTo("nightload run: invalid value for option '--as-of': 'today' is no instant such as"
                        + " 2026-11-21T02:00:00Z or 2026-11-21T03:00:00+01:00");
    }

    @Test
    void everyVerbHasHelpWithExamples() {
        for (String verb :
                List.of("run", "check", "history", "show", "rejects", "restart", "stop", "abandon", "prune", "query")) {
            assertThat(cli.run(verb, "--help")).isZero();
            assertThat(cli.out())
                    .contains("Examples:")
                    .filteredOn(line -> line.startsWith("  nightload " + verb))
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void aDatabaseThatRefusesIsToldInOneLine() {
        Map<String, String> environment = Map.of(
                "NIGHTLOAD_CONNECTIONS_TARGET_URL", database.url(),
                "NIGHTLOAD_CONNECTIONS_TARGET_USERNAME", "nobody_here",
                "NIGHTLOAD_CONNECTIONS_TARGET_PASSWORD", "wrong");
        assertThat(cli.run(environment, "run", "items")).isEqualTo(2);
        assertThat(cli.err()).singleElement().asString().contains("nobody_here").doesNotContain("wrong");
    }

    @Test
    void aQueryPrintsItsRows() {
        assertThat(cli.run("query", "select 1 as one, 'x' as two", "--output", "json"))
                .isZero();
        assertThat(cli.out()).containsExactly("[", "{\"one\":1,\"two\":\"x\"}", "]");
    }

    @Test
    void aWrongStatementIsExitTwoWithACaret() {
        assertThat(cli.run("query", "select nme from (values (1)) v (name)")).isEqualTo(2);
        assertThat(cli.err())
                .startsWith(
                        "column \"nme\" does not exist (SQLSTATE 42703)",
                        "  select nme from (values (1)) v (name)",
                        "         ^");
    }

    @Test
    void severalStatementsAndOnesThatWriteAreRefusedInWordsOfTheQuery() {
        for (String statement : List.of("select 1; select 2", "", "create table t (a int)")) {
            assertThat(cli.run("query", statement)).as(statement).isEqualTo(2);
            assertThat(cli.err()).singleElement().asString().startsWith("query takes one statement that reads");
        }
        database.execute("CREATE TABLE shop_facts.kept (a int)");
        assertThat(cli.run("query", "with w as (insert into shop_facts.kept values (1) returning a) select a from w"))
                .isEqualTo(2);
        assertThat(cli.err()).last().asString().startsWith("query only reads: a WITH that inserts");
        assertThat(database.count("SELECT count(*) FROM shop_facts.kept")).isZero();
    }

    @Test
    void aNegativeLimitIsRefused() {
        assertThat(cli.run("query", "select 1", "--limit", "-1")).isEqualTo(2);
        assertThat(cli.err()).containsExactly("--limit -1: the most rows to print is 0 or more");
    }

    @Test
    void aMistakeInTheCommandLineIsToldWithoutACountAndBeforeADatabaseIsAsked() {
        assertThat(cli.run(
                        Map.of("NIGHTLOAD_CONNECTIONS_TARGET_URL", "jdbc:postgresql://localhost:1/shop"),
                        "run",
                        "items",
                        "2026-11-20"))
                .isEqualTo(2);
        assertThat(cli.err()).containsExactly("command line: '2026-11-20' is no parameter: write name=value");
    }

    @Test
    void anUnknownConnectionIsRefused() {
        assertThat(cli.run("query", "select 1", "--connection", "crm")).isEqualTo(2);
        assertThat(cli.err()).singleElement().asString().startsWith("no connection is called crm");
    }
}
