package io.nightload.source.csv;

import io.nightload.part.Source;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import io.nightload.source.file.FileRange;
import io.nightload.source.file.InputFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** A CSV file of a test without a header, and what is read from it. */
record CsvText(Path file, Charset charset, Dialect dialect, WindowSize size, int width) {

    static final Dialect PLAIN = new Dialect(',', '"', '"', Dialect.NONE, 0, false, List.of(""));

    /** Windows that hold next to nothing, so that every record meets their ends. */
    static final WindowSize TINY = new WindowSize(3, 4096);

    static CsvText of(Path file, byte[] content, int width) throws IOException {
        Files.write(file, content);
        return new CsvText(file, StandardCharsets.UTF_8, PLAIN, TINY, width);
    }

    static CsvText of(Path file, String content, int width) throws IOException {
        return of(file, content.getBytes(StandardCharsets.UTF_8), width);
    }

    CsvText with(Dialect other) {
        return new CsvText(file, charset, other, size, width);
    }

    CsvText with(Charset other) {
        return new CsvText(file, other, dialect, size, width);
    }

    CsvText with(WindowSize other) {
        return new CsvText(file, charset, dialect, other, width);
    }

    CsvReader reader() throws IOException {
        List<Column> columns = IntStream.range(0, width)
                .mapToObj(i -> new Column("c" + i, ColumnType.TEXT, TextFormat.STANDARD, i))
                .toList();
        InputFile input =
                new InputFile(file, new Source.Input(file.getFileName().toString(), Files.size(file), "as it was"));
        int[] order = IntStream.range(0, width).toArray();
        return new CsvReader(
                new Schema(columns),
                dialect,
                size,
                List.of(new PlannedFile(input, charset, order)),
                FileRange.all(1),
                false);
    }

    List<Row> rows() throws IOException {
        return rowsFrom(new ExecutionContext());
    }

    List<Row> rowsFrom(ExecutionContext position) throws IOException {
        CsvReader reader = reader();
        reader.open(position);
        List<Row> rows = new ArrayList<>();
        for (Row row = reader.read(); row != null; row = reader.read()) {
            rows.add(row);
        }
        reader.close();
        return rows;
    }

    /** The values of each good row and the reason of each bad one. */
    List<Object> outcome() throws IOException {
        return rows().stream().map(CsvText::outcome).toList();
    }

    static Object outcome(Row row) {
        return row.error() == null ? values(row) : row.error().reason();
    }

    static List<Object> values(Row row) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.schema().size(); i++) {
            values.add(row.value(i));
        }
        return values;
    }
}
