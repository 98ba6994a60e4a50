package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabaseExtension.class)
class RejectsVerbTest {

    @TempDir
    Path home;

    private Program program;

    @BeforeEach
    void runsAJobThatRejectsTwoRows(TestDatabase target) {
        program = new Project(home)
                .job("items", """
                        steps:
                          - name: items
                            source: { csv: items.csv }
                            target: { table: { name: shop.items } }
                        """)
                .file("items.csv", "id,name\n1,one\nx,two\n3,\"th,ree\"\n4,much too long\n")
                .program(target);
        target.execute("CREATE SCHEMA shop; CREATE TABLE shop.items (id int, name varchar(6))");
        assertThat(program.runHere("run", "items").exitCode()).isZero();
    }

    @Test
    void theyAreListedWithPlaceReasonAndRow() {
        Program.Ended listed = program.runHere("rejects", "1");

        assertThat(listed.exitCode()).as(listed.all()).isZero();
        assertThat(listed.out())
                .containsPattern("(?m)^items +items\\.csv +3 +id +invalid input .* x,two *$")
                .containsPattern("(?m)^items +items\\.csv +5 +name +value too long .* 4,much too long *$")
                .endsWith("(2 rows)\n");
    }

    @Test
    void jsonTellsAllThatIsKnown() {
        assertThat(program.runHere("rejects", "items", "--step", "items", "--output", "json")
                        .out())
                .contains(
                        "\"execution\":1",
                        "\"line\":3",
                        "\"byte_offset\":14",
                        "\"column\":\"id\"",
                        "\"raw\":\"x,two\"");
    }

    @Test
    void aFileTakesThemAsCsv() throws IOException {
        Program.Ended written = program.runHere("rejects", "1", "--csv", "rejects.csv");

        assertThat(written.err()).isEqualTo("2 rejected rows written to " + home.resolve("rejects.csv") + "\n");
        assertThat(Files.readAllLines(home.resolve("rejects.csv")))
                .hasSize(3)
                .first()
                .isEqualTo(
                        "id,execution,step,file,line,byte_offset,key,reason,sqlstate,column,constraint,rejected,attempts,replayed,raw");
    }

    @Test
    void theStandardOutputTakesThemAsCsvToo() {
        Program.Ended printed = program.runHere("rejects", "1", "--csv", "-");

        assertThat(printed.err()).isEmpty();
        assertThat(printed.out())
                .startsWith("id,execution,step,")
                .endsWith(",\"4,much too long\"\n")
                .hasLineCount(3);
        assertThat(home.resolve("-")).doesNotExist();
    }

    @Test
    void aJobThatIsCalledAsTheVerbBeneathIsToldApart() {
        new Project(home)
                .job("replay", "steps: [{ name: items, source: { csv: items.csv }, target: { table: shop.items } }]");
        program.runHere("run", "replay");

        assertThat(program.runHere("rejects", "--", "replay").out()).endsWith("(2 rows)\n");
        assertThat(program.runHere("rejects", "replay").err()).contains("EXECUTION|JOB is missing");
    }

    @Test
    void aFileKeepsWhatItHoldsWhereTheRowsCannotBeHad(TestDatabase target) throws IOException {
        Path file = Files.writeString(home.resolve("kept.csv"), "old");
        target.execute("ALTER TABLE nightload.reject RENAME raw TO other");

        assertThat(program.runHere("rejects", "1", "--csv", "kept.csv").exitCode())
                .isEqualTo(1);
        assertThat(file).hasContent("old");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThat(program.runHere("rejects", "1", "--step", "item"))
                .isEqualTo(new Program.Ended(
                        2, "", "execution 1 has run no step 'item': did you mean 'items'? (items)\n"));
        assertThat(program.runHere("rejects", "1", "--csv", "rejects.csv", "--output", "json")
                        .err())
                .isEqualTo("--csv writes CSV, and --output is json: leave one of them out\n");
        assertThat(program.runHere("rejects", "1", "--csv", "no/rejects.csv").err())
                .isEqualTo("writing " + home.resolve("no/rejects.csv") + ": its folder does not exist\n");
    }
}
