package io.nightload.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.nightload.row.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** Stops behind each row in turn and goes on from there. */
class RestartTest {

    private static final String TEXT = """
            Exported on Friday
            name,note
            anna,"said ""hi""\"
            # a comment

            bänd,"two
            lines"
            ragged

            漢字,😀
            "wrong"quote,x
            # the last comment
            last,""
            """;
    private static final Dialect DIALECT = new Dialect(',', '"', '"', '#', 1, true, List.of(""));

    @TempDir
    Path folder;

    @Test
    void aPlainFileGoesOnBehindAnyRow() throws IOException {
        goesOnBehindAnyRow("x.csv", bytes("\ufeff" + TEXT), StandardCharsets.UTF_8);
    }

    @Test
    void aFileWithWindowsLineEndsGoesOnBehindAnyRow() throws IOException {
        goesOnBehindAnyRow("x.csv", bytes(TEXT.replace("\n", "\r\n")), StandardCharsets.UTF_8);
    }

    @Test
    void aGzippedFileOfSeveralMembersGoesOnBehindAnyRow() throws IOException {
        byte[] text = bytes(TEXT);
        byte[] members = join(gzip(Arrays.copyOf(text, 50)), gzip(Arrays.copyOfRange(text, 50, text.length)));
        goesOnBehindAnyRow("x.csv.gz", members, StandardCharsets.UTF_8);
    }

    @Test
    void aZstandardFileOfSeveralFramesGoesOnBehindAnyRow() throws IOException {
        byte[] text = bytes(TEXT);
        byte[] frames =
                join(Zstd.compress(Arrays.copyOf(text, 50)), Zstd.compress(Arrays.copyOfRange(text, 50, text.length)));
        goesOnBehindAnyRow("x.csv.zst", frames, StandardCharsets.UTF_8);
    }

    @Test
    void aUtf16FileGoesOnBehindAnyRow() throws IOException {
        goesOnBehindAnyRow("x.csv", ("\ufeff" + TEXT).getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE);
    }

    @Test
    void aGzippedUtf16FileGoesOnBehindAnyRow() throws IOException {
        goesOnBehindAnyRow("x.csv.gz", gzip(TEXT.getBytes(StandardCharsets.UTF_16BE)), StandardCharsets.UTF_16BE);
    }

    private void goesOnBehindAnyRow(String name, byte[] content, Charset charset) throws IOException {
        for (int size : new int[] {1, 20, 1000}) {
            CsvText csv = CsvText.of(folder.resolve(name), content, 2)
                    .with(charset)
                    .with(DIALECT)
                    .with(new WindowSize(size, 4096));
            List<String> all = csv.rows().stream().map(RestartTest::describe).toList();
            assertThat(all).hasSize(6);
            for (int read = 0; read <= all.size(); read++) {
                List<Row> rest = csv.rowsFrom(positionBehind(csv, read));
                assertThat(rest.stream().map(RestartTest::describe))
                        .as("behind row %d, windows of %d", read, size)
                        .isEqualTo(all.subList(read, all.size()));
            }
        }
    }

    private static ExecutionContext positionBehind(CsvText csv, int rows) throws IOException {
        ExecutionContext position = new ExecutionContext();
        CsvReader reader = csv.reader();
        reader.open(position);
        for (int i = 0; i < rows; i++) {
            assertThat(reader.read()).isNotNull();
        }
        reader.update(position);
        reader.close();
        return position;
    }

    private static String describe(Row row) {
        return row.origin() + " " + row.raw() + " " + CsvText.outcome(row);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(text);
        }
        return compressed.toByteArray();
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
