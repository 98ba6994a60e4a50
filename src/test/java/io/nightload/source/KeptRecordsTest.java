package io.nightload.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.part.PlannedSource;
import io.nightload.part.Source;
import io.nightload.part.kept.KeptRows;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.source.file.DataFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of files as they are kept among the rejects, and read again when they are replayed. */
class KeptRecordsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void makesFiles() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,name\n1,Ann\n");
        Files.writeString(folder.resolve("b.csv"), "name,id\nBob,2\n");
        Files.writeString(folder.resolve("a.json"), "{\"id\": 1, \"name\": \"Ann\"}\n");
    }

    private KeptRows kept(Source<?> source, String yaml) {
        return PlannedSource.of(source, yaml, folder).good().keeping(Set.of());
    }

    private KeptRows csv() {
        return kept(new CsvSource(new DataFolders(List.of())), "csv: '*.csv'");
    }

    private KeptRows json() {
        return kept(new JsonSource(new DataFolders(List.of())), "json: a.json");
    }

    private static Row read(KeptRows kept, String text, String file) {
        Row row = kept.read(text, new Origin(file, 7, 70, null));
        assertThat(row.raw()).isEqualTo(text);
        assertThat(row.origin().line()).isEqualTo(7);
        return row;
    }

    private static String refusal(Row row) {
        return Objects.requireNonNull(row.error(), "the row is to be refused").reason();
    }

    @Test
    void aRecordIsReadByTheHeaderOfItsFile() {
        Row row = read(csv(), "\"Bob, jr\",2", "b.csv");

        assertThat(row.error()).isNull();
        assertThat(row.value(0)).isEqualTo("2");
        assertThat(row.value(1)).isEqualTo("Bob, jr");
    }

    @Test
    void aRecordOfAFileThatIsGoneIsRefusedWhereTheOthersDiffer() {
        assertThat(refusal(read(csv(), "1,Ann", "c.csv"))).contains("c.csv is not among the step's files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,Ann\n2,Bob", "", "1,Ann,x"})
    void whatIsNotOneRecordOfTheFileIsRefused(String text) {
        assertThat(read(csv(), text, "a.csv").error()).isNotNull();
    }

    @Test
    void anObjectIsReadAgain() {
        Row row = read(json(), "{\"name\": \"Bob\", \"id\": 2}", "a.json");

        assertThat(row.error()).isNull();
        assertThat(row.value(row.schema().indexOf("name"))).isEqualTo("Bob");
    }

    @Test
    void aTextThatIsNoObjectIsRefused() {
        assertThat(read(json(), "{\"id\": 2", "a.json").error()).isNotNull();
    }

    @Test
    void bytesThatCouldNotBeKeptAreNotGuessed() {
        assertThat(refusal(read(csv(), "1,A\uFFFDn", "a.csv"))).contains("mend it");
        assertThat(refusal(read(json(), "{\"id\": 1, \"name\": \"A\u2400\"}", "a.json")))
                .contains("mend it");
    }
}
