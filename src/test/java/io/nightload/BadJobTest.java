package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A job that cannot be right is refused whole, before anything runs: exit 2, with the place of each problem. */
@ExtendWith(TestDatabaseExtension.class)
class BadJobTest {

    @TempDir
    Path home;

    private Project project;
    private TestDatabase target;

    @BeforeEach
    void makesTheProject(TestDatabase database) {
        target = database;
        target.execute("CREATE SCHEMA shop; CREATE TABLE shop.rows (id int PRIMARY KEY, name varchar(5), on_day date)");
        project = new Project(home).file("rows.csv", "id,name,on_day\n1,a,2026-11-20\n");
    }

    private String job(String options, String transform, String table) {
        return """
                steps:
                  - name: rows
                    source:
                      csv: { path: rows.csv%s }
                    transform: [%s]
                    target:
                      table: { %s }
                """.formatted(options, transform, table);
    }

    private void isRefused(String yaml, String... words) {
        project.job("bad", yaml);

        Program.Ended ended = project.program(target).runHere("run", "bad");

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(2);
        assertThat(ended.all()).contains(words).doesNotContain("\tat ", "Exception");
        assertThat(target.count("SELECT count(*) FROM shop.rows")).isZero();
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestOne() {
        isRefused(job("", "", "name: shop.rows, moda: append"), "jobs/bad.yaml:7:33: ", "moda", "mode");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        isRefused(
                "stepps: []\n" + job(", delimiter: 5x", "sett: {}", "name: shop.rows, mode: append"),
                "jobs/bad.yaml:1:1: ",
                "jobs/bad.yaml:5:",
                "jobs/bad.yaml:6:17: ");
    }

    @Test
    void aWrongPartHidesNoProblemOfAnother() {
        isRefused(
                job("", "{ keep: nam = 'a' }, { set: { on_day: 1 + 'a' } }, { drop: [] }", "mode: upset")
                        .replace("rows.csv", "nowhere.csv"),
                "jobs/bad.yaml:4:20: no file matches nowhere.csv",
                "drop needs at least one entry",
                "table lacks 'name'",
                "'mode' cannot be 'upset'");
        isRefused(
                job("", "{ keep: nam = 'a' }, { set: { on_day: 1 + 'a' } }", "name: shop.rows, mode: upset"),
                "the row has no column 'nam'",
                "jobs/bad.yaml:5:55: ",
                "'mode' cannot be 'upset'");
    }

    @Test
    void anUnreadableFileIsTheOnlyProblemOfItsStep() {
        project.job(
                "bad",
                job("", "{ keep: id > 1 }, { drop: [note] }", "name: shop.rows, mode: upsert, key: [id]")
                        .replace("rows.csv", "nowhere.csv"));

        Program.Ended ended = project.program(target).runHere("run", "bad");

        assertThat(ended.err())
                .contains("no file matches nowhere.csv")
                .endsWith("1 problem in jobs/bad.yaml; nothing was run\n");
    }

    @Test
    void aKeyThatIsThereTwiceIsRefused() {
        isRefused(job("", "", "name: shop.rows, name: shop.rows"), "jobs/bad.yaml:7:33: ");
    }

    @Test
    void yamlThatIsNoneIsRefusedWithItsPlace() {
        isRefused("steps:\n  - name: [rows\n", "jobs/bad.yaml:3:1: ");
    }

    @Test
    void aPartThatDoesNotExistIsRefused() {
        isRefused(job("", "", "name: shop.rows, mode: append").replace("csv:", "cvs:"), "jobs/bad.yaml:4:7: ", "csv");
    }

    @Test
    void aNameThatTheRowDoesNotHaveIsFoundInsideItsExpression() {
        isRefused(
                job("", "{ keep: \"id is not null and nam = 'a'\" }", "name: shop.rows, mode: append"),
                "jobs/bad.yaml:5:45: ",
                "'nam'",
                "'name'");
    }

    @Test
    void arithmeticOnTextIsRefused() {
        isRefused(job("", "{ set: { id: id + 1 } }", "name: shop.rows, mode: append"), "jobs/bad.yaml:5:30: ");
    }

    @Test
    void aColumnThatTheTargetLacksIsRefused() {
        isRefused(
                job("", "{ set: { nmae: \"'x'\" } }", "name: shop.rows, mode: append"),
                "jobs/bad.yaml:",
                "nmae",
                "shop.rows");
    }

    @Test
    void aValueThatTheColumnCannotHoldIsRefused() {
        isRefused(
                job("", "{ set: { on_day: 1 = 1 } }", "name: shop.rows, mode: append"),
                "jobs/bad.yaml:",
                "on_day",
                "date");
    }

    @Test
    void aTableThatDoesNotExistIsRefused() {
        isRefused(job("", "", "name: shop.rosw, mode: append"), "jobs/bad.yaml:7:", "shop.rosw", "'rows'");
    }

    @Test
    void anUpsertNeedsAKey() {
        isRefused(job("", "", "name: shop.rows, mode: upsert"), "jobs/bad.yaml:7:", "key");
    }

    @Test
    void anUpsertNeedsAUniqueIndexOnItsKey() {
        isRefused(job("", "", "name: shop.rows, mode: upsert, key: [name]"), "jobs/bad.yaml:7:", "name", "unique");
    }

    @Test
    void aTableWithRowLevelSecurityIsRefused() {
        target.execute("ALTER TABLE shop.rows ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY");

        isRefused(job("", "", "name: shop.rows, mode: append"), "jobs/bad.yaml:7:", "shop.rows", "row-level security");
    }

    @Test
    void aNameLongerThanTheRepositoryHoldsIsRefused() {
        isRefused(
                job("", "", "name: shop.rows, mode: append").replace("name: rows", "name: " + "x".repeat(101)),
                "jobs/bad.yaml:2:");
    }

    @Test
    void aHeaderWithoutAColumnThatIsTypedIsRefused() {
        isRefused(
                job(", columns: { quantity: int }", "", "name: shop.rows, mode: append"),
                "jobs/bad.yaml:4:",
                "quantity",
                "rows.csv");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        isRefused(
                job("", "", "name: shop.rows, mode: append").replace("rows.csv", "row*.tsv"),
                "jobs/bad.yaml:4:",
                "row*.tsv");
    }

    @Test
    void anEmptyFileIsRefused() {
        project.file("rows.csv", "");

        isRefused(job("", "", "name: shop.rows, mode: append"), "rows.csv", "empty");
    }

    @Test
    void aFolderInAFilesPlaceIsRefused() {
        project.file("folder.csv/x", "");

        isRefused(job("", "", "name: shop.rows, mode: append").replace("rows.csv", "folder.csv"), "folder.csv");
    }

    @Test
    void aScriptThatALinkLeadsOutOfTheProjectIsRefused(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret.sql"), "SELECT 'secret'");
        Files.createSymbolicLink(home.resolve("link.sql"), secret);

        isRefused(
                "steps:\n  - name: one\n    sql: { script: link.sql }\n",
                "jobs/bad.yaml:3:5: link.sql lies outside of the project's folder");
    }

    @Test
    void aParameterWithoutAValueIsRefused() {
        isRefused(
                "parameters:\n  date: { type: date }\n" + job("", "", "name: shop.rows, mode: append"),
                "date",
                "date=");
    }

    @Test
    void checkFindsWhatRunWouldRefuse() {
        project.job("bad", job("", "", "name: shop.rows, mode: upsert"));

        Program.Ended ended = project.program(target).runHere("check", "bad");

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(2);
        assertThat(ended.all()).contains("jobs/bad.yaml:7:");
    }

    @Test
    void aJobThatDoesNotExistIsNamedWithTheNearestOne() {
        project.job("nightly", job("", "", "name: shop.rows, mode: append"));

        Program.Ended ended = project.program(target).runHere("run", "nigthly");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.all()).contains("nigthly", "nightly").doesNotContain("\tat ");
    }

    @Test
    void aParameterThatTheJobDoesNotHaveIsRefused() {
        project.job(
                "rows",
                "parameters:\n  date: { type: date, default: today }\n" + job("", "", "name: shop.rows, mode: append"));

        Program.Ended ended = project.program(target).runHere("run", "rows", "dat=2026-11-20");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.all()).contains("dat", "date");
    }

    @Test
    void aDateThatDoesNotExistIsNoParameter() {
        project.job(
                "rows",
                "parameters:\n  date: { type: date, default: today }\n" + job("", "", "name: shop.rows, mode: append"));

        Program.Ended ended = project.program(target).runHere("run", "rows", "date=2026-02-30");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.all()).contains("2026-02-30");
    }
}
