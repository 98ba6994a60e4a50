package io.nightload.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.part.PlannedSource;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.source.file.DataFolders;
import io.nightload.source.json.JsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSourceTest {

    @TempDir
    private Path folder;

    private PlannedSource planned(String text, String options) throws IOException {
        Files.writeString(folder.resolve("a.json"), text);
        return PlannedSource.of(
                new JsonSource(new DataFolders(List.of())), "json: { path: a.json" + options + " }", folder);
    }

    private List<String> rows(String text, String options) throws Exception {
        return planned(text, options).rows().stream().map(JsonSourceTest::shown).toList();
    }

    private List<String> rows(String text) throws Exception {
        return rows(text, "");
    }

    static String shown(Row row) {
        RowError error = row.error();
        return error == null ? shown(row, row.schema().columns()) : error.reason();
    }

    private static String shown(Row row, List<Column> columns) {
        List<String> values = new ArrayList<>();
        for (Column column : columns) {
            values.add(column.name() + "=" + value(row, column));
        }
        return String.join(" ", values);
    }

    private static String value(Row row, Column column) {
        if (row.isNull(column)) {
            return "null";
        }
        if (column.type().structure() == null) {
            return String.valueOf(row.value(column));
        }
        List<Column> beneath = column.type().structure().names().stream()
                .map(name -> column.type().structure().column(name).orElseThrow())
                .toList();
        if (column.type().kind() == ColumnType.Kind.ROW) {
            return "(" + shown(row, beneath) + ")";
        }
        List<String> items = new ArrayList<>();
        row.rows(column).forEach(item -> items.add(shown(item, beneath)));
        return items.toString();
    }

    @Test
    void nestedObjectsAndArraysBecomeNestedRows() throws Exception {
        assertThat(rows("""
                {"id":1,"customer":{"name":"Ann","address":{"city":"Ulm"}},"lines":[{"n":2,"parcels":[{"kg":1},{"kg":2}]},{"n":3}]}
                {"id":2,"customer":null,"lines":[]}
                {"id":3,"customer":{"name":null},"lines":[{"parcels":[{"kg":3}]}]}
                """))
                .containsExactly(
                        "id=1 customer=(name=Ann address=(city=Ulm)) lines=[n=2 parcels=[kg=1, kg=2], n=3 parcels=null]",
                        "id=2 customer=null lines=[]",
                        "id=3 customer=(name=null address=null) lines=[n=null parcels=[kg=3]]");
    }

    @Test
    void anArrayAndLinesGiveTheSameRows() throws Exception {
        String array = "\uFEFF [\n{\"a\": \"]},{\\\"\", \"b\": [1, {\"c\": [2]}]},\n  {\"a\":\"x\"}  ]  ";
        String lines = "{\"a\": \"]},{\\\"\", \"b\": [1, {\"c\": [2]}]}\r\n\n  {\"a\":\"x\"}";
        assertThat(rows(array)).isEqualTo(rows(lines)).containsExactly("a=]},{\" b=[1, {\"c\": [2]}]", "a=x b=null");
    }

    @Test
    void theTypesAreThoseOfTheFirstObjects() throws Exception {
        PlannedSource planned = planned("""
                {"w":1,"n":1,"t":"x","b":true,"m":1,"nul":null,"big":1234567890123456789012,"e":[],"j":[]}
                {"w":-2,"n":2.50,"t":"y","b":false,"m":"x","nul":null,"big":1,"e":[],"j":[1]}
                """, "");
        assertThat(planned.good().schema().columns())
                .extracting(column -> column.name() + " " + column.type().name())
                .containsExactly(
                        "w bigint",
                        "n numeric",
                        "t text",
                        "b boolean",
                        "m text",
                        "nul text",
                        "big numeric",
                        "e json",
                        "j json");
    }

    @Test
    void numbersKeepEveryDigit() throws Exception {
        assertThat(rows("{\"n\":1.10}\n{\"n\":0.1234567890123456789012345678901234567890}\n{\"n\":1e3}\n{\"n\":-0.0}"))
                .containsExactly("n=1.10", "n=0.1234567890123456789012345678901234567890", "n=1000", "n=0.0");
    }

    @Test
    void whatIsDeclaredHoldsWhateverTheFirstObjectsAre() throws Exception {
        assertThat(rows(
                        """
                {"d":"20.11.2026","tags":["a","b\\"c",null,1],"o":{"since":"2026-01-01","z":1},"raw":{"a": [1,2]},"t":{"k":1}}
                """,
                        ", columns: { day: { type: date, format: dd.MM.yyyy, from: d }, tags: 'text[]', o.since: date,"
                                + " raw: jsonb, t: text, later: int, o.later: int }"))
                .containsExactly("day=2026-11-20 tags={a,\"b\\\"c\",NULL,1} o=(since=2026-01-01 z=1"
                        + " later=null) raw={\"a\": [1,2]} t={\"k\":1} later=null");
    }

    @Test
    void aKeyThatTurnsUpLaterIsARejectedRow() throws Exception {
        String known = "{\"id\":1}\n".repeat(1_000);
        assertThat(rows(known + "{\"idd\":2}").get(1_000))
                .isEqualTo(
                        "unknown key 'idd': did you mean 'id'? (id): declare it under columns:, or set unknown: ignore");
        assertThat(rows(known + "{\"idd\":{\"a\":1},\"id\":3}", ", unknown: ignore")
                        .get(1_000))
                .isEqualTo("id=3");
        assertThat(rows(known + "{\"idd\":2}", ", columns: { idd: int }").get(1_000))
                .isEqualTo("id=null idd=2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":1 | malformed JSON at byte 16: Unexpected end-of-input
            {"id":1}} | malformed JSON at byte 16: Unexpected close marker '}'
            {"id":1}{"id":2} | something stands behind the object
            {"id":01} | malformed JSON at byte
            {'id':1} | malformed JSON at byte
            {"id":NaN} | malformed JSON at byte
            {"id":1,} | malformed JSON at byte
            {"id":1,"id":2} | the key 'id' stands twice
            {"o":{"k":1,"k":2}} | the key 'o.k' stands twice
            {"t":"a\\u0000"} | 't' holds \\u0000, which no text of PostgreSQL can hold
            {"t":"a\\ud800b"} | 't' holds \\ud800, which no text of PostgreSQL can hold
            {"t":"a\\udc00"} | 't' holds \\udc00, which no text of PostgreSQL can hold
            {"o":[]} | 'o' holds an array, and takes an object
            {"o":1} | 'o' holds a number, and takes an object
            {"l":{}} | 'l' holds an object, and takes an array of objects
            {"l":[{"n":1},2]} | 'l' holds a number, and takes objects alone
            {"l":[{"n":1},null]} | 'l' holds null, and takes objects alone
            {"id":{}} | 'id' holds an object, and takes bigint
            [1] | a row is an object, this is an array
            "x" | a row is an object, this is text
            """)
    void aRecordThatCannotBeReadIsARejectedRowAmongGoodOnes(String record, String reason) throws Exception {
        String good = "{\"id\":1,\"t\":\"a\",\"o\":{\"k\":1},\"l\":[{\"n\":1}]}";
        List<Row> rows = planned(good + "\n" + record.replace("\\\\", "\\") + "\n" + good, "")
                .rows();
        assertThat(rows).hasSize(3);
        assertThat(shown(rows.get(1)))
                .startsWith(reason.replace("\\\\", "\\")
                        .replace("byte 16", "byte " + (good.length() + 1 + (record.endsWith("}}") ? 8 : 7))));
        assertThat(rows.get(1).raw()).isEqualTo(record.replace("\\\\", "\\"));
        assertThat(rows.get(1).origin().line()).isEqualTo(2);
        assertThat(rows.get(1).origin().offset()).isEqualTo(good.length() + 1);
        assertThat(shown(rows.get(2))).isEqualTo("id=1 t=a o=(k=1) l=[n=1]").isEqualTo(shown(rows.get(0)));
    }

    @Test
    void emojiAndOtherTextComeThrough() throws Exception {
        assertThat(rows("{\"t\":\"\\ud83d\\ude00 \uD83D\uDE00 ä\\t\\\\\"}"))
                .containsExactly("t=\uD83D\uDE00 \uD83D\uDE00 ä\t\\");
    }

    @Test
    void bytesThatAreNoUtf8AreARejectedRow() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("{\"t\":\"a".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xff);
        bytes.write("\"}\n{\"t\":\"b\"}".getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("b.json"), bytes.toByteArray());
        List<Row> rows = PlannedSource.of(
                        new JsonSource(new DataFolders(List.of())),
                        "json: { path: b.json, columns: { t: text } }",
                        folder)
                .rows();
        assertThat(rows).extracting(row -> row.error() == null).containsExactly(false, true);
    }

    @Test
    void deepNestingIsARejectedRowOrTextAndNeverAnOverflow() throws Exception {
        String deep = "{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}";
        assertThat(rows(deep)).containsExactly("a=" + "[".repeat(900) + "]".repeat(900));
        String objects = "{\"a\":".repeat(200) + "1" + "}".repeat(200);
        assertThat(rows(objects).get(0)).contains("(a=" + "{\"a\":".repeat(100));
        assertThat(rows("{\"a\":[1]}\n{\"a\":" + "[".repeat(100_000) + "}").get(1))
                .startsWith("malformed JSON");
    }

    @Test
    void aHugeNumberIsReadOrRejectedButNeverRounded() throws Exception {
        assertThat(rows("{\"n\":1.5}\n{\"n\":" + "9".repeat(10_000) + "}").get(1))
                .isEqualTo("n=" + "9".repeat(10_000));
        assertThat(rows("{\"n\":1.5}\n{\"n\":" + "9".repeat(200_000) + "}").get(1))
                .startsWith("malformed JSON")
                .doesNotContain("Constraints");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [{"a":1} {"a":2}] | 1: a comma or ] is expected behind an element of the array, not '{' (byte 9)
            [{"a":1},↵{"a":2} | 2: the file ends within the array: it is cut off, or its last ] is missing (byte 17)
            [{"a":1},↵{"a":"2 | 2: the array's element that begins here does not end before the file does (byte 10)
            [{"a":1}]↵{"a":2} | 2: something stands behind the array's end
            """)
    void aBrokenArrayIsAnErrorWithItsPlace(String text, String problem) throws Exception {
        assertThat(planned(text.replace('↵', '\n'), "").problems())
                .singleElement()
                .asString()
                .contains("a.json:" + problem);
    }

    @Test
    void anArrayThatBreaksFartherOnGivesTheRowsBefore() throws Exception {
        PlannedSource planned = planned("[" + "{\"a\":1},".repeat(1_000) + "{\"a\":2}", "");
        assertThatThrownBy(planned::rows)
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("a.json:1: the file ends within the array");
    }

    @Test
    void aRecordOfMoreThanSixteenMegabytesIsAnErrorWithItsPlace() throws Exception {
        try (OutputStream file = Files.newOutputStream(folder.resolve("big.json"))) {
            file.write("{\"a\":1}\n{\"a\":\"".getBytes(StandardCharsets.UTF_8));
            byte[] mega = "x".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 17; i++) {
                file.write(mega);
            }
        }
        assertThat(PlannedSource.of(new JsonSource(new DataFolders(List.of())), "json: big.json", folder)
                        .problems())
                .singleElement()
                .asString()
                .contains("big.json:2: the record that begins here has more than 16777216 bytes (byte 8)");
    }

    @Test
    void compressedFilesAndOtherEncodingsAreRead() throws Exception {
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.json.gz")))) {
            file.write("[{\"t\":\"ä\"}]".getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThat(PlannedSource.of(
                                new JsonSource(new DataFolders(List.of())),
                                "json: { path: a.json.gz, encoding: ISO-8859-1 }",
                                folder)
                        .rows())
                .extracting(JsonSourceTest::shown)
                .containsExactly("t=ä");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "+Infinity", "-INF"})
    void whatIsNoNumberInJsonIsSaidWithoutTheParsersSettings(String token) throws Exception {
        assertThat(rows("{\"n\":1.5}\n{\"n\":" + token + "}").get(1))
                .startsWith("malformed JSON at byte ")
                .endsWith(token + " is no number in JSON: write null, or a text \"" + token + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':1}",
                "{\"id\":01}",
                "{\"id\":+1}",
                "{\"id\":.5}",
                "{\"id\":1.}",
                "{\"id\":1,}",
                "{id:1}",
                "{\"id\":\"\\x\"}",
                "{\"id\":/*1*/2}",
                "{\"id\":tru}",
                "{\"id\":\"a\u0001\"}",
                "{\"id\":\"a",
                "nonsense",
                "{\"id\":undefined}"
            })
    void noReasonNamesASettingOfTheParser(String record) throws Exception {
        assertThat(rows("{\"id\":1}\n" + record).get(1))
                .startsWith("malformed")
                .doesNotContain("Feature", "Constraints", "Source", "`");
    }
}
