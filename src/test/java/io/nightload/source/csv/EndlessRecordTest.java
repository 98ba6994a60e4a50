package io.nightload.source.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.row.Row;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.item.ExecutionContext;

class EndlessRecordTest {

    private static final String GOOD = "good,1\n";

    @TempDir
    Path folder;

    @Test
    void aQuoteThatIsNeverClosedIsNamedWithTheLineThatItOpensOn() throws IOException {
        CsvText csv = csv(GOOD + "\"two\nlines\",\"open\n" + GOOD.repeat(3));
        assertThatThrownBy(csv::rows)
                .isInstanceOf(CsvException.class)
                .hasMessage("x.csv:3: a quote opens here that is not closed before the file's end: close it, or set "
                        + "quote: none if quotes have no meaning in this file");
    }

    @Test
    void aQuoteThatIsNotClosedWithinTheLargestRecordEndsTheReadingThere() throws IOException {
        CsvText csv = csv(GOOD + "\"open\n" + GOOD.repeat(1000)).with(new WindowSize(16, 256));
        assertThatThrownBy(csv::rows)
                .hasMessageStartingWith("x.csv:2: a quote opens here that is not closed within 256 bytes");
    }

    @Test
    void aLineThatIsLongerThanTheLargestRecordEndsTheReadingThere() throws IOException {
        CsvText csv = csv(GOOD + "x".repeat(10_000)).with(new WindowSize(16, 256));
        assertThatThrownBy(csv::rows).hasMessage("x.csv:2: the line that begins here does not end within 256 bytes");
    }

    @Test
    void theRowsBeforeItAreHandedOutAndTheirPositionIsKept() throws IOException {
        CsvReader reader = csv(GOOD + GOOD + "\"open").with(WindowSize.STANDARD).reader();
        ExecutionContext position = new ExecutionContext();
        reader.open(position);
        assertThat(reader.read()).extracting(Row::raw).isEqualTo("good,1");
        assertThat(reader.read()).extracting(Row::raw).isEqualTo("good,1");
        assertThatThrownBy(reader::read).isInstanceOf(CsvException.class);
        reader.update(position);
        assertThat(position.getLong("source.offset")).isEqualTo(2L * GOOD.length());
        reader.close();
    }

    @Test
    void aLargeRecordWithinTheBoundIsReadAndSoAreTheSmallOnesBehindIt() throws IOException {
        String large = "\"" + "a\n".repeat(1000) + "\",2\n";
        CsvText csv = csv(GOOD + large + GOOD.repeat(500)).with(new WindowSize(16, 4096));
        assertThat(csv.rows()).hasSize(502);
        assertThat(csv.rows().get(501).origin().line()).isEqualTo(1502);
    }

    private CsvText csv(String content) throws IOException {
        return CsvText.of(folder.resolve("x.csv"), content, 2);
    }
}
