package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Bad rows are kept with their reason and the good rows around them load; a bad place is named with what to check. */
@ExtendWith(TestDatabaseExtension.class)
class BadInputTest {

    private static final String JOB = """
            steps:
              - name: rows
                source: { csv: { path: rows.csv } }
                target: { table: { name: shop.rows, mode: append } }
            """;

    @TempDir
    Path home;

    private Project project;
    private TestDatabase target;

    @BeforeEach
    void makesTheProject(TestDatabase database) {
        target = database;
        target.execute("""
                CREATE SCHEMA shop;
                CREATE TABLE shop.rows (id smallint, name varchar(5) DEFAULT 'new', on_day date, amount numeric(4,2));
                """);
        project = new Project(home).job("rows", JOB);
    }

    /** Loads a file of which the second of three rows is bad. */
    private void isRejected(String badRow, String reject) {
        project.file(
                "rows.csv", "id,name,on_day,amount\n1,good,2026-11-20,1.00\n" + badRow + "\n3,good,2026-11-20,1.00\n");

        Program.Ended ended = project.program(target).runHere("run", "rows");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.query("SELECT id FROM shop.rows ORDER BY id")).containsExactly("1", "3");
        assertThat(target.query("SELECT substring(file FROM '[^/]*$'), line, byte_offset, raw, sqlstate, column_name "
                        + "FROM nightload.reject"))
                .containsExactly("rows.csv|3|45|" + badRow + "|" + reject);
        assertThat(target.queryOne("SELECT reason FROM nightload.reject")).isNotEmpty();
    }

    @Test
    void aValueTooLongIsRejected() {
        isRejected("2,longer,2026-11-20,1.00", "22001|name");
    }

    @Test
    void aNumberTooLargeIsRejected() {
        isRejected("2,good,2026-11-20,100.00", "22003|amount");
    }

    @Test
    void anIntegerTooLargeIsRejected() {
        isRejected("32768,good,2026-11-20,1.00", "22003|id");
    }

    @Test
    void aDateThatDoesNotExistIsRejected() {
        isRejected("2,good,2026-02-30,1.00", "22008|on_day");
    }

    @Test
    void textInANumbersPlaceIsRejected() {
        isRejected("2,good,2026-11-20,1.0.0", "22P02|amount");
    }

    @Test
    void aRowWithTooFewFieldsIsRejected() {
        isRejected("2,good", "22P04|");
    }

    @Test
    void bytesOfAnotherEncodingAreRejectedWithTheirPlace() {
        project.file(
                "rows.csv",
                "id,name,on_day,amount\n1,good,2026-11-20,1.00\n2,Zoë,2026-11-20,1.00\n3,good,2026-11-20,1.00\n",
                StandardCharsets.ISO_8859_1);

        Program.Ended ended = project.program(target).runHere("run", "rows");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.query("SELECT id FROM shop.rows ORDER BY id")).containsExactly("1", "3");
        assertThat(target.query("SELECT line, byte_offset, sqlstate FROM nightload.reject"))
                .containsExactly("3|45|22021");
    }

    @Test
    void aQuoteThatIsNeverClosedIsNamedWithTheLineWhereItOpened() {
        project.file("rows.csv", "id,name\n1,good\n2,\"open\n" + "3,good\n".repeat(1_000_000));

        Program.Ended ended = project.program(target).withJvm("-Xmx128m").run("run", "rows");

        assertThat(ended.exitCode()).as(ended.all()).isNotZero();
        assertThat(ended.all()).contains("rows.csv:3: ", "quote").doesNotContain("\tat ");
    }

    @Test
    void aZipBombInOneLineIsRefusedInLittleMemory() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(home.resolve("rows.csv.gz")))) {
            byte[] letters = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int megabyte = 0; megabyte < 200; megabyte++) {
                out.write(letters);
            }
        }
        project.job("rows", JOB.replace("rows.csv", "rows.csv.gz"));

        Program.Ended ended = project.program(target).withJvm("-Xmx96m").run("run", "rows");

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(2);
        assertThat(ended.err()).contains("rows.csv.gz:1: the line that begins here does not end within 16777216 bytes");
    }

    @Test
    void aStackTraceIsThereForThoseWhoAskForIt() {
        project.file("rows.csv", "id,name\n1,good\n2,\"open\n");

        assertThat(project.program(target).run("run", "rows", "--debug").err()).contains("\tat io.nightload.");
    }

    @Test
    void aColumnThatTheFileLacksTakesItsDefault() {
        project.file("rows.csv", "id\n1\n");

        assertThat(project.program(target).runHere("run", "rows").exitCode()).isZero();

        assertThat(target.query("SELECT id, name FROM shop.rows")).containsExactly("1|new");
    }

    @Test
    void aColumnOfAnotherNameIsMapped() {
        project.file("rows.csv", "number;label\n1;x\n");
        project.job(
                "rows",
                JOB.replace(
                        "path: rows.csv",
                        "path: rows.csv, delimiter: ;, columns: { id: { from: number }, name: { from: label } }"));

        Program.Ended ended = project.program(target).runHere("run", "rows");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(target.query("SELECT id, name FROM shop.rows")).containsExactly("1|x");
    }

    @Test
    void aGlobMayMatchNothingWhereItIsOptional() {
        project.job("rows", JOB.replace("path: rows.csv", "path: rows*.csv, optional: true"));

        assertThat(project.program(target).runHere("run", "rows").exitCode()).isZero();
    }

    @Test
    void whatTheTableNeedsIsNoProblemWhereAnOptionalFileIsNotThere() {
        target.execute("CREATE TABLE shop.strict (id int PRIMARY KEY, name text NOT NULL)");
        project.job(
                "rows",
                JOB.replace("path: rows.csv", "path: rows*.csv, optional: true").replace("shop.rows", "shop.strict"));

        Program.Ended ended = project.program(target).runHere("run", "rows");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
    }

    @Test
    void aTemporaryFolderThatCannotBeWrittenIsNamedWithWhatToSet() throws IOException {
        Files.write(home.resolve("rows.csv.zst"), Zstd.compress("id\n1\n".getBytes(StandardCharsets.UTF_8)));
        project.job("rows", JOB.replace("rows.csv", "rows.csv.zst"));
        String folder = home.resolve("missing").toString();

        Program.Ended ended =
                project.program(target).withJvm("-Djava.io.tmpdir=" + folder).run("run", "rows");

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(2);
        assertThat(ended.err())
                .contains("jobs/rows.yaml:3:28: rows.csv.zst: ", folder, "NIGHTLOAD_OPTS=-Djava.io.tmpdir=")
                .doesNotContain("\tat ");
    }

    @Test
    void moreRejectsThanAllowedAreExitThreeAndAreKept() {
        project.job("rows", JOB + "    rejects: { limit: 1 }\n");
        project.file("rows.csv", "id\n1\nx\ny\n");

        Program.Ended ended = project.program(target).runHere("run", "rows");

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(3);
        assertThat(target.count("SELECT count(*) FROM nightload.reject")).isEqualTo(2);
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() {
        project.file("rows.csv", "id\n1\n");

        Program.Ended ended = project.program(target)
                .with("NIGHTLOAD_CONNECTIONS_TARGET_URL", "jdbc:postgresql://localhost:1/shop")
                .run("run", "rows");

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(1);
        assertThat(ended.all())
                .contains("localhost:1", "NIGHTLOAD_CONNECTIONS_TARGET_URL")
                .doesNotContain("\tat ");
    }

    @Test
    void aWrongPasswordIsNamedWithItsUserAndNotPrinted() {
        project.file("rows.csv", "id\n1\n");

        Program.Ended ended = project.program(target)
                .with("NIGHTLOAD_CONNECTIONS_TARGET_PASSWORD", "hunter2")
                .run("run", "rows");

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(2);
        assertThat(ended.all()).contains(target.username(), "password").doesNotContain("hunter2", "\tat ");
    }
}
