package io.nightload.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuotingTest {

    @TempDir
    Path folder;

    @Test
    void aQuotedFieldMayHoldDelimitersAndLineBreaks() throws IOException {
        assertThat(csv("\"a,b\",\"one\ntwo\r\nthree\"\n").outcome()).containsExactly(row("a,b", "one\ntwo\r\nthree"));
    }

    @Test
    void aDoubledQuoteIsOneQuote() throws IOException {
        assertThat(csv("\"say \"\"hi\"\"\",\"\"\"\"\n").outcome()).containsExactly(row("say \"hi\"", "\""));
    }

    @Test
    void anUnescapedTextLeavesTheRecordAsItWas() throws IOException {
        CsvText csv = csv("x,\"say \"\"hi\"\"\"\r\ny,z\r\n");
        assertThat(csv.rows().get(0).raw()).isEqualTo("x,\"say \"\"hi\"\"\"");
    }

    @Test
    void anUnquotedEmptyFieldIsNullAndAQuotedOneIsNot() throws IOException {
        assertThat(csv(",\"\"\n").outcome()).containsExactly(row(null, ""));
    }

    @Test
    void theTextsThatMeanNullMeanItUnquotedOnly() throws IOException {
        Dialect nulls = new Dialect(',', '"', '"', Dialect.NONE, 0, false, List.of("NULL", "\\N"));
        assertThat(csv("NULL,\"NULL\"\n\\N,\n").with(nulls).outcome())
                .containsExactly(row(null, "NULL"), row(null, ""));
    }

    @Test
    void aQuoteInsideOfAnUnquotedFieldIsAQuote() throws IOException {
        assertThat(csv("5\" pipe,it\"\"s\n").outcome()).containsExactly(row("5\" pipe", "it\"\"s"));
    }

    @Test
    void anEscapeCharacterEscapesQuotesAndItselfInsideOfQuotes() throws IOException {
        Dialect backslash = new Dialect(',', '"', '\\', Dialect.NONE, 0, false, List.of(""));
        assertThat(csv("\"a\\\"b\\\\\",\"c\\d\"\na\\b,\"\\\\\"\n")
                        .with(backslash)
                        .outcome())
                .containsExactly(row("a\"b\\", "c\\d"), row("a\\b", "\\"));
    }

    @Test
    void withoutAQuoteCharacterQuotesAreCharacters() throws IOException {
        Dialect none = new Dialect('\t', Dialect.NONE, Dialect.NONE, Dialect.NONE, 0, false, List.of(""));
        assertThat(csv("\"a\t\"b,c\n").with(none).outcome()).containsExactly(row("\"a", "\"b,c"));
    }

    @Test
    void anotherQuoteAndDelimiterAreTakenAtTheirWord() throws IOException {
        Dialect other = new Dialect(';', '\'', '\'', Dialect.NONE, 0, false, List.of(""));
        assertThat(csv("'a;''b''';c,\"d\n").with(other).outcome()).containsExactly(row("a;'b'", "c,\"d"));
    }

    private CsvText csv(String content) throws IOException {
        return CsvText.of(folder.resolve("x.csv"), content, 2);
    }

    private static List<Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
