package io.nightload.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.part.Databases;
import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.part.Source;
import io.nightload.source.file.DataFolders;
import io.nightload.source.json.JsonColumn;
import io.nightload.spec.Parameters;
import io.nightload.spec.Position;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDifferenceTest {

    private static final Position PLACE = new Position("job.yaml", 1, 1);

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    private Source.Plan planned(String text, Map<Located<String>, JsonColumn> columns) throws IOException {
        Files.writeString(folder.resolve("a.json"), text);
        return new JsonSource(new DataFolders(List.of()))
                .plan(
                        new JsonSource.Options(
                                List.of(new Located<>("a.json", PLACE)),
                                null,
                                JsonSource.Unknown.REJECT,
                                false,
                                columns),
                        new Planning(
                                PLACE,
                                problems,
                                new Parameters(List.of()),
                                ZoneOffset.UTC,
                                folder,
                                Databases.NONE,
                                false));
    }

    private List<String> notes() {
        return problems.notes().stream().map(Problem::message).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1 | "n/a" | text | x holds a number at first and text in a.json:4: it is taken as text
            true | 1 | text | x holds true or false at first and a number in a.json:4: it is taken as text
            "a" | ["b"] | text | x holds text at first and an array in a.json:4: it is taken as text
            ["b"] | "a" | json | x holds an array at first and text in a.json:4: it is taken as json
            {"a":1} | "a" | row | x holds an object at first and text in a.json:4: it is taken as an object
            [{"a":1}] | {"a":1} | rows | x holds an array of objects at first and an object in a.json:4: it is taken as an array of objects
            """)
    void theFirstLineThatDiffersIsNoted(String usual, String other, String kind, String note) throws IOException {
        String line = "{\"x\":" + usual + "}\n";
        Source.Plan plan = planned(line + line + "\n{\"x\":" + other + "}\n{\"x\":" + other + "}\n" + line, Map.of());
        assertThat(plan.schema().columns())
                .singleElement()
                .extracting(column -> column.type().kind().name().toLowerCase(Locale.ROOT))
                .isEqualTo(kind);
        assertThat(notes()).containsExactly(note + ", unless columns: says otherwise");
    }

    @Test
    void aNestedKeyIsNotedByItsPath() throws IOException {
        planned("{\"o\":{\"n\":1}}\n{\"o\":{\"n\":\"x\"}}", Map.of());
        assertThat(notes()).singleElement().asString().startsWith("o.n holds a number at first and text in a.json:2");
    }

    @Test
    void whatIsDeclaredOrAlikeIsNotNoted() throws IOException {
        planned(
                "{\"n\":1,\"d\":1,\"o\":{},\"l\":[]}\n{\"n\":1.5,\"d\":\"x\",\"o\":{\"k\":1},\"l\":null}",
                Map.of(new Located<>("d", PLACE), new JsonColumn(new Located<>("int", PLACE), null, null)));
        assertThat(notes()).isEmpty();
    }
}
