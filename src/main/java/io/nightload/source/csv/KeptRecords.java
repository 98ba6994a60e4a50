package io.nightload.source.csv;

import io.nightload.part.kept.KeptRows;
import io.nightload.part.kept.Unreadable;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.source.file.FilePosition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Records as they stand in their files; each is read by the header of its own file. */
final class KeptRecords implements KeptRows {

    private static final String WRONG_FORMAT = "22P04";

    private final Schema schema;
    private final Dialect dialect;
    private final List<PlannedFile> files;

    KeptRecords(Schema schema, Dialect dialect, List<PlannedFile> files) {
        this.schema = schema;
        this.dialect = dialect;
        this.files = files;
    }

    @Override
    public String keep(Row record) {
        return record.raw();
    }

    @Override
    public Row read(String text, Origin origin) {
        RowError replaced = Unreadable.replaced(text).orElse(null);
        if (replaced != null) {
            return Unreadable.row(schema, text, origin, replaced);
        }
        return order(origin.name())
                .map(order -> read(text, origin, order))
                .orElseGet(() -> unreadable(
                        text,
                        origin,
                        origin.name()
                                + " is not among the step's files, and those differ in the order of their columns"));
    }

    private Row read(String text, Origin origin, int[] order) {
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayInputStream bytes = new ByteArrayInputStream(line);
        // What a row keeps alive is its window.
        WindowSize window = new WindowSize(line.length + 1, WindowSize.STANDARD.largestRecord());
        FilePosition place = new FilePosition(Math.max(0, origin.offset()), Math.max(1, origin.line()));
        LineCursor cursor = new LineCursor(origin.name(), dialect, window, bytes::read, place);
        try {
            Records records = new RecordScan(
                            cursor, origin.name(), StandardCharsets.UTF_8, order, dialect, Integer.MAX_VALUE)
                    .next(schema);
            if (records == null || records.count() != 1 || !cursor.isAtEnd()) {
                return unreadable(text, origin, "the kept text is to be one record");
            }
            return records.row(0);
        } catch (CsvException e) {
            return unreadable(text, origin, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading a text in memory", e);
        }
    }

    /** That of the file as it lies there now; where it is gone, that of the others if they have one. */
    private Optional<int[]> order(String file) {
        Optional<PlannedFile> same =
                files.stream().filter(each -> each.name().equals(file)).findFirst();
        boolean alike = files.stream()
                .allMatch(each -> Arrays.equals(each.order(), files.get(0).order()));
        return same.or(() -> alike ? files.stream().findFirst() : Optional.empty())
                .map(PlannedFile::order);
    }

    private Row unreadable(String text, Origin origin, String reason) {
        return Unreadable.row(schema, text, origin, new RowError(reason, WRONG_FORMAT, null));
    }
}
