package io.nightload.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.row.Row;
import io.nightload.row.RowError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadRecordTest {

    private static final List<Object> GOOD = List.of("good", "1");

    @TempDir
    Path folder;

    @Test
    void aLineWithTooFewOrTooManyFieldsIsRejectedAndItsNeighboursAreNot() throws IOException {
        assertThat(csv("good,1\na\ngood,1\na,b,c,\ngood,1\n").outcome())
                .containsExactly(
                        GOOD,
                        "line has 1 field, there are names for 2",
                        GOOD,
                        "line has 4 fields, there are names for 2",
                        GOOD);
    }

    @Test
    void theReasonNamesTheHeaderWhereThereIsOne() throws IOException {
        Dialect header = new Dialect(',', '"', '"', Dialect.NONE, 0, true, List.of(""));
        assertThat(csv("a,b\n1,2,3\n").with(header).outcome()).containsExactly("line has 3 fields, the header has 2");
    }

    @Test
    void textBehindAClosingQuoteIsRejected() throws IOException {
        assertThat(csv("\"a\"b,1\ngood,1\na,\"5\" pipe\"\ngood,1\n").outcome())
                .containsExactly(
                        "field 1 has text after its closing quote",
                        GOOD,
                        "field 2 has text after its closing quote",
                        GOOD);
    }

    @Test
    void aRejectedRowKeepsItsTextAndItsPlace() throws IOException {
        Row row = csv("good,1\n\"a\"b,c\r\n").rows().get(1);
        assertThat(row.raw()).isEqualTo("\"a\"b,c");
        assertThat(row.origin().line()).isEqualTo(2);
        assertThat(row.origin().offset()).isEqualTo(7);
    }

    @Test
    void bytesThatAreNoUtf8AreRejectedWithTheirPlace() throws IOException {
        byte[] latin1 = "good,1\ncafé,2\ngood,1\n".getBytes(StandardCharsets.ISO_8859_1);
        List<Row> rows = CsvText.of(folder.resolve("x.csv"), latin1, 2).rows();
        assertThat(rows.stream().map(CsvText::outcome))
                .containsExactly(GOOD, "not valid UTF-8 at byte 10: 0xe9 0x2c 0x32", GOOD);
        assertThat(error(rows.get(1)).sqlState()).isEqualTo("22021");
        assertThat(rows.get(1).raw()).isEqualTo("caf\ufffd,2");
    }

    @Test
    void aZeroByteIsRejectedWithItsPlace() throws IOException {
        List<Row> rows = csv("good,1\na,\"b\0\"\ngood,1\n\0,2\n").rows();
        assertThat(rows.stream().map(CsvText::outcome))
                .containsExactly(
                        GOOD,
                        "a zero byte at byte 11, which no text may hold",
                        GOOD,
                        "a zero byte at byte 21, which no text may hold");
        assertThat(error(rows.get(1)).sqlState()).isEqualTo("22021");
    }

    @Test
    void bytesThatAreNotOfTheDeclaredEncodingAreRejected() throws IOException {
        byte[] cut = "good,1\nbäd,2\ngood,1\n".getBytes(StandardCharsets.UTF_16LE);
        cut[2 * 8 + 1] = (byte) 0xdc; // half a pair
        CsvText csv = CsvText.of(folder.resolve("x.csv"), cut, 2).with(StandardCharsets.UTF_16LE);
        assertThat(csv.outcome()).containsExactly(GOOD, "not valid UTF-16LE at byte 8 of the decoded text", GOOD);
    }

    @Test
    void aRejectedRowHasNoValues() throws IOException {
        Row row = csv("a,b,c\n").rows().get(0);
        assertThat(row.isNull(0)).isTrue();
        assertThat(row.isNull(1)).isTrue();
    }

    private CsvText csv(String content) throws IOException {
        return CsvText.of(folder.resolve("x.csv"), content, 2);
    }

    private static RowError error(Row row) {
        return Objects.requireNonNull(row.error());
    }
}
