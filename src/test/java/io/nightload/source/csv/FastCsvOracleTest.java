package io.nightload.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.nightload.row.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads texts that chance wrote as FastCSV reads them. */
class FastCsvOracleTest {

    private static final int TEXTS = 500;
    private static final int WIDTH = 3;
    private static final List<String> SPICE =
            List.of(",", ",", ",", "\n", "\r\n", "\r", "\"", "\"\"", "#", "a", "ß", "漢", "😀", "-", " ", "1234567890");
    private static final List<String> FIELDS = List.of(
            "",
            "a",
            "\"\"",
            "\"a\"\"b\"",
            "\"x,y\"",
            "\"two\nlines\"",
            "\"two\r\nlines\"",
            "\"ß\"",
            "漢😀",
            "-12.50",
            "a field that is longer than a word of eight bytes",
            "#",
            "it\"s");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aWellFormedTextIsReadAsFastCsvReadsIt(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            compare(wellFormed(random), random);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8})
    void anyTextAtAllIsReadAsFastCsvReadsIt(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            compare(noise(random), random);
        }
    }

    private static String wellFormed(Random random) {
        StringBuilder text = new StringBuilder();
        String lineEnd = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
        for (int row = random.nextInt(8); row >= 0; row--) {
            int width = random.nextInt(9) == 0 ? random.nextInt(6) + 1 : WIDTH;
            for (int field = 0; field < width; field++) {
                text.append(field == 0 ? "" : ",").append(FIELDS.get(random.nextInt(FIELDS.size())));
            }
            text.append(row > 0 || random.nextBoolean() ? lineEnd : "");
        }
        return text.toString();
    }

    private static String noise(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) {
            text.append(SPICE.get(random.nextInt(SPICE.size())));
        }
        return text.toString();
    }

    private void compare(String text, Random random) throws IOException {
        WindowSize size = new WindowSize(1 + random.nextInt(40), 4096);
        Dialect commented = new Dialect(',', '"', '"', '#', 0, false, List.of());
        CsvText csv =
                CsvText.of(folder.resolve("x.csv"), text, WIDTH).with(size).with(commented);
        List<CsvRecord> expected;
        try {
            expected = fastCsv(text);
        } catch (CsvParseException quotes) {
            assertThat(hasWrongQuotes(csv)).as(text).isTrue();
            return;
        }
        List<Row> rows = csv.rows();
        assertThat(rows).as(text).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            compare(text, rows.get(i), expected.get(i));
        }
    }

    /** FastCSV gives up where a quote is not closed, or where text follows one that closes. */
    private static boolean hasWrongQuotes(CsvText csv) throws IOException {
        try {
            return csv.outcome().stream().anyMatch(row -> row.toString().endsWith("after its closing quote"));
        } catch (CsvException notClosed) {
            return true;
        }
    }

    private static void compare(String text, Row row, CsvRecord expected) {
        assertThat(row.origin().line()).as(text).isEqualTo(expected.getStartingLineNumber());
        Object fields = expected.getFieldCount() == WIDTH
                ? expected.getFields()
                : "line has " + expected.getFieldCount() + (expected.getFieldCount() == 1 ? " field" : " fields")
                        + ", there are names for " + WIDTH;
        assertThat(CsvText.outcome(row)).as(text).isEqualTo(fields);
    }

    private static List<CsvRecord> fastCsv(String text) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            return reader.stream().toList();
        }
    }
}
