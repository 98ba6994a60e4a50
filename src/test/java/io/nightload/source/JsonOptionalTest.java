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
import org.junit.jupiter.params.provider.ValueSource;

class JsonOptionalTest {

    @TempDir
    private Path folder;

    private PlannedSource planned(String text, String options) throws IOException {
        Files.writeString(folder.resolve("a.json"), text);
        return PlannedSource.of(
                new JsonSource(new DataFolders(List.of())), "json: { path: a.json" + options + " }", folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "[]", " [ ]\n"})
    void nothingToReadIsAnEmptyPlanWhereItIsOptional(String text) throws Exception {
        assertThat(planned(text, ", optional: true").good().isEmpty()).isTrue();
    }

    @Test
    void noFileIsAnEmptyPlanWhereItIsOptional() {
        PlannedSource planned = PlannedSource.of(
                new JsonSource(new DataFolders(List.of())), "json: { path: none.json, optional: true }", folder);
        assertThat(planned.good().isEmpty()).isTrue();
    }

    @Test
    void whatHasARecordIsNotEmptyThoughItMayBeBad() throws Exception {
        assertThat(planned("5\n", ", optional: true").good().isEmpty()).isFalse();
        assertThat(planned("nonsense\n", ", optional: true").good().isEmpty()).isFalse();
        assertThat(planned("{}", ", optional: true").good().isEmpty()).isFalse();
    }
}
