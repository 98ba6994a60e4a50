package io.nightload.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.part.PlannedSource;
import io.nightload.source.file.DataFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDeclaredPathTest {

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

    @Test
    void aDeclaredPathMakesTheObjectsAroundIt() throws Exception {
        String known = "{\"id\":1}\n".repeat(1_000);
        for (String unknown : List.of("reject", "ignore")) {
            assertThat(rows(
                                    known + "{\"id\":2000,\"x\":{\"b\":{\"c\":{\"d\":7}}}}",
                                    ", unknown: " + unknown + ", columns: { x.b.c.d: int }")
                            .get(1_000))
                    .isEqualTo("id=2000 x=(b=(c=(d=7)))");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            null | {"b":7} | x=(b=7)
            {} | {"b":7} | x=(b=7)
            [] | [{"b":7}] | x=[b=7]
            1 | {"b":7} | x=(b=7)
            {"b":null} | {"b":7} | x=(b=7)
            """)
    void aDeclaredPathDecidesWhereTheFirstObjectsDoNot(String first, String later, String shown) throws Exception {
        String known = ("{\"x\":" + first + "}\n").repeat(1_000);
        assertThat(rows(known + "{\"x\":" + later + "}", ", columns: { x.b: int }")
                        .get(1_000))
                .isEqualTo(shown);
    }

    @Test
    void aDeclaredPathWithinAKeyWithADotIsThatKeys() throws Exception {
        assertThat(rows("{\"a.b\":{\"c\":1}}", ", columns: { a.b.c: text, a.b.d: int }"))
                .containsExactly("a.b=(c=1 d=null)");
    }

    @Test
    void aPathBelowWhatIsKeptWholeIsAProblem() throws Exception {
        assertThat(planned("{\"x\":{\"b\":1}}", ", columns: { x: json, x.b: int }")
                        .problems())
                .containsExactly(
                        "job.yaml:1:43: x.b lies in a key that columns: gives a type, and that is kept whole so: leave one of the"
                                + " two out");
    }
}
