package io.nightload.source.csv;

import io.nightload.row.Schema;
import java.io.IOException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Takes the records of a text apart, as many at a time as are in its window. */
final class RecordScan {

    private static final int FIRST_GUESS = 64;

    private final LineCursor cursor;
    private final String name;
    private final Charset charset;
    private final int[] order;
    private final Dialect dialect;
    private final int most;
    private boolean stuck;
    private int expected = FIRST_GUESS;

    /** @param most bytes of records at a time */
    RecordScan(LineCursor cursor, PlannedFile file, Dialect dialect, int most) {
        this(cursor, file.name(), file.charset(), file.order(), dialect, most);
    }

    /** @param order for each field of a record, its place in a row */
    RecordScan(LineCursor cursor, String name, Charset charset, int[] order, Dialect dialect, int most) {
        this.cursor = cursor;
        this.name = name;
        this.charset = charset;
        this.order = order;
        this.dialect = dialect;
        this.most = most;
    }

    /** The next records, at least one, or null at the end. */
    @Nullable
    Records next(Schema schema) throws IOException {
        while (!cursor.isAtEnd()) {
            Records records = scan(schema);
            if (records.count() > 0) {
                expected = records.count() + records.count() / 8 + 1;
                return records;
            }
        }
        return null;
    }

    private Records scan(Schema schema) throws IOException {
        if (stuck) {
            cursor.more();
        }
        Window window = cursor.window();
        RecordScanner scanner = cursor.scanner();
        int width = order.length;
        RecordCheck check = new RecordCheck(charset, dialect.header(), width);
        Records records = new Records(schema, order, window.offset(0), cursor.position(), expected);
        int from = window.from();
        int at = from;
        while (at < window.limit() && at - from < most) {
            boolean ignored = cursor.isIgnored(at, width);
            int next = ignored ? scanner.line() : scanner.record(at, records.fields());
            stuck = next == RecordScanner.INCOMPLETE;
            if (stuck) {
                break;
            }
            if (!ignored) {
                records.add(at, scanner.end() - at, cursor.line(), check.error(scanner, window, at));
            }
            cursor.take(next);
            at = next;
        }
        return records.seal(name, window.bytes(), window.limit(), cursor.position());
    }
}
