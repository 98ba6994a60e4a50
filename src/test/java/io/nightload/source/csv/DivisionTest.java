package io.nightload.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.part.Source;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import io.nightload.source.file.FileRange;
import io.nightload.source.file.InputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** Files that are read in partitions give what they give in one piece: values, errors, lines and offsets. */
class DivisionTest {

    private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};
    private static final String[] BITS = {
        "a", "Straße", " ", "\"", "\"\"", ",", "\n", "\r", "\r\n", "\\", "\\\"", "#", "\"x\"", "", "12345678901234567"
    };
    private static final Schema TWO = new Schema(List.of(column(0), column(1)));

    @TempDir
    private Path folder;

    private static Column column(int slot) {
        return new Column("c" + slot, ColumnType.TEXT, TextFormat.STANDARD, slot);
    }

    @RepeatedTest(300)
    void randomFilesInAnyNumberOfPartitionsGiveTheSameRows(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        char escape = random.nextBoolean() ? '"' : '\\';
        char comment = random.nextBoolean() ? '#' : Dialect.NONE;
        Dialect dialect = new Dialect(',', '"', escape, comment, random.nextInt(2), random.nextBoolean(), List.of(""));
        List<PlannedFile> files = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            files.add(file(i + ".csv", text(random, dialect)));
        }
        sameInPartitions(new CsvPlan(TWO, dialect, files), 2 + random.nextInt(6), "seed " + repetition);
    }

    @Test
    void aQuotedFieldThatIsLongerThanAPartitionIsNotCut() throws Exception {
        PlannedFile file = file("x.csv", "a,1\nb,\"" + "no end\n".repeat(200) + "\"\nc,3\nd,4\n");

        assertThat(new CsvPlan(TWO, CsvText.PLAIN, List.of(file)).divide(8, name -> null))
                .extracting(Source.Partition::name)
                .containsExactly("x.csv to byte 1409", "x.csv from byte 1409");
    }

    @Test
    void noByteIsTheSignOfACommentThatThereIsNot() throws Exception {
        byte[] text = ("\u00ff,\"" + "no end\n".repeat(200) + "\"\nc,3\n").getBytes(StandardCharsets.ISO_8859_1);
        Path path = Files.write(folder.resolve("x.csv"), text);
        InputFile input = new InputFile(path, new Source.Input("x.csv", text.length, "as it was"));
        PlannedFile file = new PlannedFile(input, StandardCharsets.UTF_8, new int[] {0, 1});

        assertThat(new CsvPlan(TWO, CsvText.PLAIN, List.of(file)).divide(8, name -> null))
                .extracting(Source.Partition::name)
                .containsExactly("x.csv to byte 1405", "x.csv from byte 1405");
    }

    @Test
    void aFileOfOneLineIsOnePartition() throws Exception {
        PlannedFile file = file("x.csv", "only,1\n");

        assertThat(new CsvPlan(TWO, CsvText.PLAIN, List.of(file)).divide(4, name -> null))
                .extracting(Source.Partition::name)
                .containsExactly("x.csv");
    }

    @Test
    void compressedFilesAreDividedFileByFile() throws Exception {
        List<PlannedFile> files = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            files.add(file(i + ".csv.gz", "x".repeat(100)));
        }

        assertThat(new CsvPlan(TWO, CsvText.PLAIN, files).divide(2, name -> null))
                .extracting(Source.Partition::name)
                .containsExactly("1.csv.gz to 3.csv.gz", "4.csv.gz to 5.csv.gz");
        assertThat(new CsvPlan(TWO, CsvText.PLAIN, files.subList(0, 1)).undivided())
                .contains("1.csv.gz is compressed or not in UTF-8, so it is read from its beginning on");
    }

    private PlannedFile file(String name, String text) throws IOException {
        Path path = Files.writeString(folder.resolve(name), text);
        InputFile file = new InputFile(path, new Source.Input(name, Files.size(path), "as it was"));
        return new PlannedFile(file, StandardCharsets.UTF_8, new int[] {0, 1});
    }

    private static String text(Random random, Dialect dialect) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "\ufeff" : "");
        text.append("skipped, \"with a quote\n".repeat(dialect.skip()));
        text.append(dialect.header() ? "\"na\nme\",other\n" : "");
        String lineEnd = LINE_ENDS[random.nextInt(LINE_ENDS.length)];
        for (int record = random.nextInt(60); record >= 0; record--) {
            if (dialect.comment() != Dialect.NONE && random.nextInt(8) == 0) {
                text.append("# a comment with a \" in it").append(lineEnd);
            }
            text.append(field(random, dialect)).append(',').append(field(random, dialect));
            text.append(random.nextInt(12) == 0 ? "\n\n" : lineEnd);
        }
        return text.toString();
    }

    /** Quoted and complete, or unquoted with anything in it that is no line end and no delimiter. */
    private static String field(Random random, Dialect dialect) {
        StringBuilder field = new StringBuilder();
        for (int bit = random.nextInt(6); bit > 0; bit--) {
            field.append(BITS[random.nextInt(BITS.length)]);
        }
        if (random.nextBoolean()) {
            String plain = field.toString().replaceAll("[\r\n,]", "").replaceFirst("^[\"#]+", "");
            return plain;
        }
        String escape = String.valueOf(dialect.escape());
        String escaped = dialect.escape() == '"'
                ? field.toString().replace("\"", "\"\"")
                : field.toString().replace(escape, escape + escape).replace("\"", escape + "\"");
        return '"' + escaped + '"' + (random.nextInt(15) == 0 ? "text behind it \"" : "");
    }

    private static void sameInPartitions(CsvPlan plan, int wanted, String as) throws Exception {
        List<String> parts = new ArrayList<>();
        List<Source.Partition> partitions = plan.divide(wanted, name -> null);
        for (Source.Partition partition : partitions) {
            CsvPlan part = (CsvPlan) plan.within(partition);
            List<String> rows = rows(plan, part.range());
            parts.addAll(rows);
        }
        assertThat(parts).as("%s: %s", as, partitions).isEqualTo(rows(plan, plan.range()));
        assertThat(partitions.stream().mapToLong(Source.Partition::size).sum())
                .isEqualTo(plan.inputs().stream().mapToLong(Source.Input::size).sum());
    }

    private static List<String> rows(CsvPlan plan, FileRange range) throws Exception {
        CsvReader reader =
                new CsvReader(plan.schema(), plan.dialect(), new WindowSize(40, 4096), plan.files(), range, true);
        reader.open(new ExecutionContext());
        List<String> rows = new ArrayList<>();
        for (Row row = reader.read(); row != null; row = reader.read()) {
            rows.add(row.origin() + " " + row.raw() + " " + CsvText.outcome(row));
        }
        assertThat(reader.done()).isEqualTo(reader.total());
        reader.close();
        return rows;
    }
}
