package io.nightload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.TestDatabase;
import io.nightload.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabaseExtension.class)
class RunVerbTest {

    private final TestDatabase database;
    private final TestCli cli;

    RunVerbTest(TestDatabase database, @TempDir Path home) throws IOException {
        this.database = database;
        this.cli = new TestCli(database, home);
    }

    @Test
    void aRunLoadsReportsAndNamesTheRejects() {
        assertThat(cli.run("run", "items")).isZero();
        assertThat(cli.out())
                .anySatisfy(line -> assertThat(line).matches("items +shop_facts\\.item.* +3 +2 +1 +.*"))
                .contains("1 rejected row, listed by: nightload rejects 1");
        assertThat(cli.err()).containsExactly("items date=2026-11-20 into " + database.url() + ", execution 1");
        assertThat(database.query("SELECT id, name FROM shop_facts.item ORDER BY id"))
                .containsExactly("1|one", "3|three");
    }

    @Test
    void aCompleteJobRunsNoSecondTime() {
        cli.run("run", "items");
        assertThat(cli.run("run", "items", "date=2026-11-20")).isZero();
        assertThat(cli.out())
                .containsExactly(
                        "items date=2026-11-20 is already complete by execution 1; nothing was done",
                        "to run it anew: nightload run items date=2026-11-20 --again");
    }

    @Test
    void whatAppendedIsNotRunAgain() {
        cli.run("run", "items");
        assertThat(cli.run("run", "items", "--again")).isEqualTo(2);
        assertThat(cli.err())
                .first()
                .asString()
                .startsWith("--again would append the rows of step items a second time");
    }

    @Test
    void theReportIsOneJsonDocument() {
        assertThat(cli.run("run", "items", "--output", "json")).isZero();
        assertThat(cli.out().get(0)).isEqualTo("{");
        assertThat(cli.out()).contains("  \"outcome\" : \"COMPLETED\",");
    }

    @Test
    void theReportOfACompleteJobNamesTheExecutionThatCompletedIt() {
        cli.run("run", "items");
        assertThat(cli.run("run", "items", "--output", "json")).isZero();
        assertThat(cli.out()).contains("  \"executionId\" : 1,", "  \"outcome\" : \"ALREADY_COMPLETE\",");
    }

    @Test
    void aRefusalIsOneJsonDocumentToo() throws IOException {
        cli.job(TestCli.JOB.replace("mode: append", "mode: apend"));
        assertThat(cli.run("run", "items", "--output", "json")).isEqualTo(2);
        assertThat(cli.out()).contains("  \"outcome\" : \"REFUSED\",", "    \"file\" : \"jobs/items.yaml\",");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void problemsAreListedWithTheirPlaces() throws IOException {
        cli.job(TestCli.JOB.replace("mode: append", "mode: apend"));
        assertThat(cli.run("run", "items")).isEqualTo(2);
        assertThat(cli.err()).first().asString().startsWith("jobs/items.yaml:").contains("append");
        assertThat(cli.err()).last().isEqualTo("1 problem in jobs/items.yaml; nothing was run");
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void checkSaysWhatWouldBeReadAndWritten() {
        assertThat(cli.run("check", "items")).isZero();
        assertThat(cli.out())
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
        cli.job(TestCli.JOB.replace("csv:", "cvs:"));
        assertThat(cli.run("check", "items", "--output", "json")).isEqualTo(2);
        assertThat(cli.out()).contains("    \"file\" : \"jobs/items.yaml\",", "    \"line\" : 8,");
    }

    @Test
    void historyAndShowOfADatabaseWithoutRunsSaySo() {
        database.execute("DROP SCHEMA IF EXISTS nightload CASCADE");
        assertThat(cli.run("history")).isZero();
        assertThat(cli.out()).containsExactly("no job has run yet");
        assertThat(cli.run("show", "items")).isEqualTo(2);
        assertThat(cli.err())
                .containsExactly(
                        "there is no execution of 'items' in this project: nightload history lists those there are");
    }

    @Test
    void historyAndShowKnowWhatRan() {
        cli.run("run", "items");
        assertThat(cli.run("history", "--output", "csv")).isZero();
        assertThat(cli.out().get(1))
                .startsWith("1,items,\"{\"\"date\"\":\"\"2026-11-20\"\"}\",0,completed,")
                .endsWith(",3,2,1,0");
        assertThat(cli.run("show", "1")).isZero();
        assertThat(cli.out()).first().isEqualTo("execution 1 of items date=2026-11-20: completed");
        assertThat(cli.out())
                .contains("items  data/2026-11-20.csv     3  value too long for type character varying(5)");
    }
}
