package io.nightload.source.csv;

import io.nightload.row.Block;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.source.file.ByteInput;
import io.nightload.source.file.FilePosition;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One CSV file: its header, and its records from some position on, a window at a time. */
final class CsvFile implements Closeable {

    private static final int[] NO_COLUMNS = {};

    private final PlannedFile file;
    private final Dialect dialect;
    private final ByteInput input;
    private final LineCursor cursor;
    private final RecordScan scan;

    private CsvFile(PlannedFile file, Dialect dialect, WindowSize size, ByteInput input, FilePosition from) {
        this.file = file;
        this.dialect = dialect;
        this.input = input;
        this.cursor = new LineCursor(file.name(), dialect, size, input::read, from);
        this.scan = new RecordScan(cursor, file, dialect, size.bytes());
    }

    /**
     * Opens a file, at its beginning behind the header or the lines that are skipped.
     *
     * @param end the byte behind its last one that is read
     */
    static CsvFile open(PlannedFile file, Dialect dialect, WindowSize size, FilePosition from, long end)
            throws IOException {
        CsvFile csv = at(file, dialect, size, from, end);
        if (from.offset() == 0) {
            csv.preamble();
        }
        return csv;
    }

    /** The names in a file's header; empty where the file ends before one, or has none. */
    static List<String> header(PlannedFile file, Dialect dialect) throws IOException {
        try (CsvFile csv = at(file, dialect, WindowSize.STANDARD, FilePosition.START, Long.MAX_VALUE)) {
            return csv.preamble();
        }
    }

    /** Where the lines behind a file's header begin. */
    static FilePosition first(PlannedFile file, Dialect dialect) throws IOException {
        try (CsvFile csv = open(file, dialect, WindowSize.STANDARD, FilePosition.START, Long.MAX_VALUE)) {
            return csv.cursor.position();
        }
    }

    private static CsvFile at(PlannedFile file, Dialect dialect, WindowSize size, FilePosition from, long end)
            throws IOException {
        ByteInput input = ByteInput.open(file.file(), file.charset(), from.offset(), end);
        return new CsvFile(file, dialect, size, input, from);
    }

    private List<String> preamble() throws IOException {
        cursor.passByteOrderMark();
        for (int i = 0; i < dialect.skip(); i++) {
            cursor.passLine();
        }
        while (dialect.header() && !cursor.isAtEnd()) {
            int at = cursor.window().from();
            if (cursor.isIgnored(at, 0)) {
                cursor.passLine();
                continue;
            }
            int next = cursor.scanner().record(at, new Fields(NO_COLUMNS, 1));
            if (next != RecordScanner.INCOMPLETE) {
                List<String> names = names(cursor.scanner());
                cursor.take(next);
                return names;
            }
            cursor.more();
        }
        return List.of();
    }

    /** Scans the header again, now that it is known how many fields it has. */
    private List<String> names(RecordScanner header) {
        Window window = cursor.window();
        RowError error =
                new RecordCheck(file.charset(), dialect.header(), header.count()).error(header, window, window.from());
        if (error != null) {
            throw new CsvException(file.name(), cursor.line(), "the header cannot be read: " + error.reason());
        }
        Fields fields = new Fields(IntStream.range(0, header.count()).toArray(), 1);
        RecordScanner again = new RecordScanner(dialect, new Nulls(List.of()));
        again.begin(window);
        again.record(window.from(), fields);
        Block block = fields.block(file.name(), window.bytes(), window.limit());
        return IntStream.range(0, header.count())
                .mapToObj(i -> new String(block.bytes(), block.starts()[i], block.lengths()[i], StandardCharsets.UTF_8))
                .toList();
    }

    /** The next records, at least one, or null at the end. */
    @Nullable
    Records next(Schema schema) throws IOException {
        return scan.next(schema);
    }

    /** How many bytes of the file itself have been read. */
    long consumed() {
        return input.consumed();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
