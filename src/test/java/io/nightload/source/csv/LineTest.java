package io.nightload.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.row.Origin;
import io.nightload.row.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineTest {

    @TempDir
    Path folder;

    @Test
    void aLineMayEndInAnyOfTheThreeWays() throws IOException {
        assertThat(csv("a,1\nb,2\r\nc,3\rd,4").outcome())
                .containsExactly(List.of("a", "1"), List.of("b", "2"), List.of("c", "3"), List.of("d", "4"));
    }

    @Test
    void aRowKnowsTheLineAndTheByteThatItBeginsAt() throws IOException {
        List<Row> rows = csv("ä,\"x\r\ny\rz\"\r\n\nb,2\n").rows();
        assertThat(rows.stream().map(Row::origin))
                .containsExactly(new Origin("x.csv", 1, 0, null), new Origin("x.csv", 5, 14, null));
    }

    @Test
    void aRowsRawTextHasNoLineEnd() throws IOException {
        assertThat(csv("a,1\r\nb,\"2\n\"\r\n").rows().stream().map(Row::raw)).containsExactly("a,1", "b,\"2\n\"");
    }

    @Test
    void blankLinesAreNoRows() throws IOException {
        assertThat(csv("\n\r\na,1\n\n\nb,2\r\r\r").outcome()).containsExactly(List.of("a", "1"), List.of("b", "2"));
    }

    @Test
    void inAFileOfOneColumnAnEmptyLineIsARow() throws IOException {
        CsvText csv = CsvText.of(folder.resolve("x.csv"), "a\n\n\"\"\n", 1);
        assertThat(csv.outcome()).containsExactly(List.of("a"), Arrays.asList(new Object[] {null}), List.of(""));
    }

    @Test
    void linesThatBeginWithTheCommentCharacterAreSkipped() throws IOException {
        Dialect comments = new Dialect(',', '"', '"', '#', 0, false, List.of(""));
        assertThat(csv("# it's \"so,\na,#1\n#\n\"#b\",2\n").with(comments).outcome())
                .containsExactly(List.of("a", "#1"), List.of("#b", "2"));
    }

    @Test
    void linesAreSkippedWhateverIsInThem() throws IOException {
        Dialect skip = new Dialect(',', '"', '"', Dialect.NONE, 2, false, List.of(""));
        List<Row> rows = csv("Export \"of\n\r\na,1\n").with(skip).rows();
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.origin().line()).isEqualTo(3);
            assertThat(CsvText.values(row)).isEqualTo(List.of("a", "1"));
        });
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstField() throws IOException {
        Row row = csv("\ufeff\"a\",1\n").rows().get(0);
        assertThat(CsvText.values(row)).isEqualTo(List.of("a", "1"));
        assertThat(row.origin().offset()).isEqualTo(3);
    }

    @Test
    void aFileWithoutAnythingHasNoRows() throws IOException {
        assertThat(csv("").rows()).isEmpty();
    }

    private CsvText csv(String content) throws IOException {
        return CsvText.of(folder.resolve("x.csv"), content, 2);
    }
}
