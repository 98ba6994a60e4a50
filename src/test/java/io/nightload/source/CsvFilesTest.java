package io.nightload.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.part.PlannedSource;
import io.nightload.part.Source;
import io.nightload.row.Row;
import io.nightload.source.file.ChangedFileException;
import io.nightload.source.file.DataFolders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Files of all kinds read as a source: encodings, changes behind its back, and how far it is. */
class CsvFilesTest {

    @TempDir
    Path folder;

    @Test
    void anyEncodingOfTheJdkIsRead() throws Exception {
        for (String encoding : List.of("ISO-8859-1", "windows-1252", "UTF-16LE", "UTF-16BE", "UTF-16", "IBM850")) {
            Files.writeString(folder.resolve("x.csv"), "id,straße\n1,Köln\n", Charset.forName(encoding));
            PlannedSource source = plan("csv: { path: x.csv, encoding: " + encoding + " }");
            assertThat(source.good().schema().names()).as(encoding).containsExactly("id", "straße");
            assertThat(source.rows())
                    .as(encoding)
                    .extracting(row -> row.value(1))
                    .containsExactly("Köln");
        }
    }

    @Test
    void utf16IsKnownByItsByteOrderMark() throws Exception {
        Files.writeString(folder.resolve("x.csv"), "\ufeffid\n1\n", StandardCharsets.UTF_16LE);
        assertThat(plan("csv: x.csv").good().schema().names()).containsExactly("id");
        assertThat(plan("csv: x.csv").rows()).extracting(row -> row.value(0)).containsExactly("1");
    }

    @Test
    void anotherEncodingThanTheByteOrderMarksIsAProblem() throws Exception {
        Files.writeString(folder.resolve("x.csv"), "\ufeffid\n1\n", StandardCharsets.UTF_16LE);
        assertThat(plan("csv: { path: x.csv, encoding: UTF-8 }").problems())
                .containsExactly(
                        "job.yaml:1:14: x.csv begins with the byte-order mark of UTF-16LE, but its encoding is "
                                + "said to be UTF-8: set encoding: UTF-16LE");
    }

    @Test
    void aFileThatIsGoneWhenItIsReadIsNamed() throws Exception {
        Files.writeString(folder.resolve("x.csv"), "id\n1\n");
        ItemStreamReader<Row> reader = plan("csv: x.csv").good().reader(PlannedSource.withoutTarget());
        Files.delete(folder.resolve("x.csv"));
        assertThatThrownBy(() -> reader.open(new ExecutionContext()))
                .isInstanceOf(ChangedFileException.class)
                .hasMessage("x.csv was there when the job was checked and is gone now");
    }

    @Test
    void aFileThatIsCutOffWhileItIsReadIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("x.csv"), "id\n" + "12345678\n".repeat(3_000_000));
        ItemStreamReader<Row> reader = plan("csv: x.csv").good().reader(PlannedSource.withoutTarget());
        reader.open(new ExecutionContext());
        assertThat(reader.read()).isNotNull();
        try (FileChannel writing = FileChannel.open(file, StandardOpenOption.WRITE)) {
            writing.truncate(26_000_000); // beyond what is read ahead
        }
        assertThatThrownBy(() -> readAll(reader))
                .isInstanceOf(ChangedFileException.class)
                .hasMessage(
                        "x.csv had 27000003 bytes when the job was checked and has 26000000 now: let the program that "
                                + "writes it finish, then run the job again");
    }

    @Test
    void aCompressedFileThatIsCutOffIsNamed() throws Exception {
        try (var gzip = new java.util.zip.GZIPOutputStream(Files.newOutputStream(folder.resolve("x.csv.gz")))) {
            gzip.write("id\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100_000; i++) {
                gzip.write((i + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] whole = Files.readAllBytes(folder.resolve("x.csv.gz"));
        Files.write(folder.resolve("x.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> plan("csv: x.csv.gz").rows())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("x.csv.gz: the compressed data is broken or cut off near byte ");
    }

    @Test
    void whatIsNotCompressedAtAllIsAProblem() throws Exception {
        Files.writeString(folder.resolve("x.csv.gz"), "id\n1\n");
        assertThat(plan("csv: x.csv.gz").problems())
                .containsExactly("job.yaml:1:6: x.csv.gz: the compressed data is broken or cut off near byte 2 of 5: "
                        + "Not in GZIP format");
    }

    @Test
    void progressCountsTheBytesOfAllFiles() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "id\n1\n");
        Files.writeString(folder.resolve("b.csv"), "id\n234\n");
        ItemStreamReader<Row> reader = plan("csv: '*.csv'").good().reader(PlannedSource.withoutTarget());
        Source.Progress progress = (Source.Progress) reader;
        reader.open(new ExecutionContext());
        assertThat(progress.total()).isEqualTo(12);
        assertThat(progress.done()).isZero();
        reader.read();
        assertThat(progress.done()).isEqualTo(5);
        readAll(reader);
        assertThat(progress.done()).isEqualTo(12);
        reader.close();
        reader.open(new ExecutionContext());
        assertThat(progress.done()).isZero();
        reader.close();
    }

    @Test
    void aRowIsNamedByItsFileAndItsLine() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/x.csv"), "id\n1\n\n2\n", StandardCharsets.UTF_8);
        assertThat(plan("csv: { path: data/x.csv, names: [id] }").rows())
                .extracting(row -> row.origin().name() + ":" + row.origin().line())
                .containsExactly("data/x.csv:2", "data/x.csv:3", "data/x.csv:4");
    }

    @Test
    void anInputsFingerprintChangesWithItsContent() throws Exception {
        Files.writeString(folder.resolve("x.csv"), "id\n1\n");
        Source.Input before = plan("csv: x.csv").good().inputs().get(0);
        assertThat(plan("csv: x.csv").good().inputs()).containsExactly(before);
        Files.writeString(folder.resolve("x.csv"), "id\n2\n");
        Source.Input after = plan("csv: x.csv").good().inputs().get(0);
        assertThat(before.name()).isEqualTo("x.csv");
        assertThat(before.size()).isEqualTo(5);
        assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint()).startsWith("5-");
    }

    private PlannedSource plan(String yaml) {
        return PlannedSource.of(new CsvSource(new DataFolders(List.of())), yaml, folder);
    }

    private static void readAll(ItemStreamReader<Row> reader) throws Exception {
        Row row = reader.read();
        while (row != null) {
            row = reader.read();
        }
    }
}
