package io.nightload.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MendedRowsTest {

    private static Map<Long, String> read(String csv) {
        return read(csv, StandardCharsets.UTF_8);
    }

    private static Map<Long, String> read(String csv, Charset charset) {
        return MendedRows.read(new ByteArrayInputStream(csv.getBytes(charset)), "mended.csv");
    }

    @Test
    void theTextsAreFoundByTheirNumbersWhereverTheColumnsStand() {
        assertThat(read("raw,reason,id\n\"4,10\",bad,7\nü,,3\n")).containsExactly(entry(3L, "ü"), entry(7L, "4,10"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            id,row\\n1,a                 ; mended.csv:1: the header has no column raw: did you mean 'row'?
            ''                         ; mended.csv:1: it is empty: it is to be one that nightload rejects --csv writes
            id,raw\\n1,a\\n2,b,c         ; mended.csv:3: it has 3 fields, the header 2
            id,raw\\none,a               ; mended.csv:2: the id is 'one', and is to be the number of a reject
            id,raw\\n1,a\\n1,b           ; mended.csv:3: the id 1 stands twice
            id,raw\\n1,"a                ; mended.csv:2: a quote is not closed
            """, quoteCharacter = '\'')
    void whatIsNoSuchFileIsRefusedAtItsLine(String csv, String expected) {
        assertThatThrownBy(() -> read(csv.replace("\\n", "\n")))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageStartingWith(expected);
    }

    @Test
    void anotherEncodingIsRefused() {
        assertThatThrownBy(() -> read("id,raw\n1,ü\n", StandardCharsets.ISO_8859_1))
                .hasMessage("reading mended.csv: it is not UTF-8; save it as that");
    }

    @Test
    void aFileThatIsNotThereIsRefused(@TempDir Path folder) {
        Path file = folder.resolve("mended.csv");

        assertThatThrownBy(() -> MendedRows.read(file)).hasMessage("reading " + file + ": there is no such file");
    }
}
