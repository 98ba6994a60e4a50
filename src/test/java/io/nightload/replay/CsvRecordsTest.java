package io.nightload.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {

    private static List<List<String>> records(String text) throws IOException {
        CsvRecords records = new CsvRecords(new StringReader(text), 100);
        List<List<String>> all = new ArrayList<>();
        for (List<String> record = records.next(); !record.isEmpty(); record = records.next()) {
            all.add(record);
        }
        return all;
    }

    @Test
    void fieldsEndAtCommasAndRecordsAtAnyLineEnd() throws IOException {
        assertThat(records("a,b\n1,\r\n,2\r3,4"))
                .containsExactly(List.of("a", "b"), List.of("1", ""), List.of("", "2"), List.of("3", "4"));
    }

    @Test
    void quotedFieldsHoldCommasLineEndsAndDoubledQuotes() throws IOException {
        assertThat(records("\"a,\n\"\"b\"\"\",\"\"\n\"\"\"\"\n"))
                .containsExactly(List.of("a,\n\"b\"", ""), List.of("\""));
    }

    @Test
    void aByteOrderMarkAndBlankLinesArePassedOver() throws IOException {
        assertThat(records("\uFEFF\n\na,b\r\n\r\n1,2\n\n")).containsExactly(List.of("a", "b"), List.of("1", "2"));
    }

    @Test
    void aRecordIsOnTheLineThatItBeginsOn() throws IOException {
        CsvRecords records = new CsvRecords(new StringReader("a\n\"1\n2\"\r\n\nb"), 100);
        List<Long> lines = new ArrayList<>();
        while (!records.next().isEmpty()) {
            lines.add(records.line());
        }

        assertThat(lines).containsExactly(1L, 2L, 5L);
    }

    @Test
    void aQuoteThatIsNotClosedOrClosedTooEarlyIsRefused() {
        assertThatThrownBy(() -> records("a,\"b\n")).hasMessage("a quote is not closed");
        assertThatThrownBy(() -> records("\"a\"b\n")).hasMessage("something stands behind a closing quote");
    }

    @Test
    void aTextThatDoesNotEndIsNotReadOn() {
        assertThatThrownBy(() -> records("a".repeat(101)))
                .hasMessageStartingWith("the text has more than 100 characters");
    }
}
