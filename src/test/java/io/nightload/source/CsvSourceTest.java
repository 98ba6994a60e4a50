package io.nightload.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.part.PlannedSource;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.source.file.DataFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planned from files that are there: the columns, and what is wrong with headers. */
class CsvSourceTest {

    @TempDir
    Path folder;

    @BeforeEach
    void aFile() throws IOException {
        write("order.csv", "id,Price,ordered on,note\n1,\"2,50\",20.11.2026,x\n");
    }

    @Test
    void columnsThatNothingTypesAreText() {
        assertThat(plan("csv: order.csv").good().schema().columns())
                .extracting(Column::type)
                .containsOnly(ColumnType.TEXT);
        assertThat(names("csv: order.csv")).containsExactly("id", "Price", "ordered on", "note");
    }

    @Test
    void aColumnHasATypeAFormatADecimalMarkAndAnotherName() throws Exception {
        String yaml = """
                csv:
                  path: order.csv
                  columns:
                    id: bigint
                    price: { type: "numeric(12,2)", decimal: ",", from: Price }
                    ordered_on: { type: date, format: dd.MM.yyyy, from: ordered on }
                """;
        assertThat(names(yaml)).containsExactly("id", "price", "ordered_on", "note");
        assertThat(plan(yaml).good().schema().columns())
                .extracting(column -> column.type().name())
                .containsExactly("bigint", "numeric(12,2)", "date", "text");
        assertThat(plan(yaml).good().schema().column(1).format().decimal()).isEqualTo(',');
    }

    @Test
    void namesReplaceTheHeader() {
        assertThat(names("csv: { path: order.csv, names: [a, b, c, d] }")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void asManyNamesAreNeededAsTheHeaderHas() {
        assertThat(problems("csv: { path: order.csv, names: [a, b] }"))
                .containsExactly("job.yaml:1:33: there are names for 2 columns, but the header of order.csv has 4: "
                        + "id, Price, ordered on, note");
    }

    @Test
    void aDeclaredColumnThatIsNotThereIsAProblemWithTheNearest() {
        assertThat(problems("csv: { path: order.csv, columns: { price: int } }"))
                .containsExactly("job.yaml:1:36: column price is not in the header of order.csv: did you mean 'Price'? "
                        + "(id, Price, ordered on, note); where the file calls a column otherwise, say so: "
                        + "price: { from: its name there }");
    }

    @Test
    void aNameThatTheFileHasTooCannotBeGivenToAnotherColumn() {
        assertThat(problems("csv: { path: order.csv, columns: { note: { from: Price } } }"))
                .singleElement()
                .asString()
                .contains("column note comes from another one, but the file has a column note too");
    }

    @Test
    void twoColumnsMaySwapTheirNames() {
        assertThat(names("csv: { path: order.csv, columns: { note: { from: Price }, Price: { from: note } } }"))
                .containsExactly("id", "note", "ordered on", "Price");
    }

    @Test
    void twoColumnsCannotComeFromOne() {
        assertThat(problems("csv: { path: order.csv, columns: { a: { from: Price }, b: { from: Price } } }"))
                .singleElement()
                .asString()
                .contains("columns a and b both come from Price");
    }

    @Test
    void anUnknownTypeIsAProblemAtTheType() {
        assertThat(problems("csv: { path: order.csv, columns: { id: bigit } }"))
                .singleElement()
                .asString()
                .startsWith("job.yaml:1:40: unknown type bigit");
    }

    @Test
    void aFormatIsForTimesAndADecimalMarkForFractions() {
        assertThat(problems(
                        "csv: { path: order.csv, columns: { id: { type: int, format: dd.MM.yyyy, decimal: ',' } } }"))
                .containsExactly(
                        "job.yaml:1:61: format is for dates and times, but the column's type is integer",
                        "job.yaml:1:82: decimal is for numbers with a fraction, but the type is integer");
    }

    @Test
    void namesThatStandTwiceOrAreEmptyAreProblems() throws IOException {
        write("bad.csv", "id,,id\n");
        assertThat(problems("csv: bad.csv"))
                .containsExactly(
                        "job.yaml:1:6: column 2 has no name in the header of bad.csv: give every column its own name "
                                + "with names: [...]",
                        "job.yaml:1:6: columns 1 and 3 are both called id in the header of bad.csv: give every column "
                                + "its own name with names: [...]");
    }

    @Test
    void aLaterFileMustHaveTheSameColumns() throws IOException {
        write("order2.csv", "id,Price,note,colour\n");
        assertThat(problems("csv: order*.csv"))
                .containsExactly(
                        "job.yaml:1:6: order2.csv lacks what the header of order.csv has: ordered on",
                        "job.yaml:1:6: order2.csv has what the header of order.csv lacks: colour");
    }

    @Test
    void columnsOfALaterFileAreMappedByName() throws Exception {
        write("order2.csv", "note,ordered on,Price,id\ny,21.11.2026,3,2\n");
        assertThat(plan("csv: order*.csv").rows())
                .extracting(row -> row.value(0) + " " + row.value(3))
                .containsExactly("1 x", "2 y");
    }

    @Test
    void anEmptyFileIsAProblemUnlessItMayBe() throws IOException {
        write("empty.csv", "");
        assertThat(problems("csv: empty.csv"))
                .containsExactly("job.yaml:1:6: empty.csv is empty (0 bytes): optional: true lets empty files pass");
        assertThat(problems("csv: { path: '*.csv', optional: true }")).isEmpty();
        assertThat(names("csv: { path: '*.csv', optional: true }")).contains("id");
    }

    @Test
    void aFileWithoutAHeaderIsAProblem() throws IOException {
        write("blank.csv", "\n\n");
        assertThat(problems("csv: blank.csv"))
                .containsExactly("job.yaml:1:6: blank.csv has no header: it holds only blank lines, comments or lines "
                        + "to skip");
    }

    @Test
    void aHeaderAloneIsNoProblem() throws Exception {
        write("header.csv", "id,name");
        assertThat(plan("csv: header.csv").rows()).isEmpty();
    }

    @Test
    void aHeaderThatIsNoUtf8IsAProblem() throws IOException {
        Files.write(folder.resolve("latin.csv"), new byte[] {'i', 'd', ',', (byte) 0xe4, '\n'});
        assertThat(problems("csv: latin.csv"))
                .containsExactly(
                        "job.yaml:1:6: latin.csv:1: the header cannot be read: not valid UTF-8 at byte 3: 0xe4");
    }

    private PlannedSource plan(String yaml) {
        return PlannedSource.of(new CsvSource(new DataFolders(List.of())), yaml, folder);
    }

    private List<String> problems(String yaml) {
        return plan(yaml).problems();
    }

    private List<String> names(String yaml) {
        return plan(yaml).good().schema().names();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
