package io.nightload.source.csv;

import io.nightload.source.file.FilePosition;
import java.io.IOException;

/** Where the reading of one file is: the window, the scanner that goes through it, and the number of the line. */
final class LineCursor {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final String name;
    private final char comment;
    private final WindowSize size;
    private final Window window;
    private final RecordScanner scanner;
    private long line;

    LineCursor(String name, Dialect dialect, WindowSize size, Window.Input input, FilePosition from) {
        this.name = name;
        this.comment = dialect.comment();
        this.size = size;
        this.window = new Window(input, from.offset(), size);
        this.scanner = new RecordScanner(dialect, new Nulls(dialect.nulls()));
        this.line = from.line();
    }

    Window window() {
        return window;
    }

    RecordScanner scanner() {
        return scanner;
    }

    /** The number of the line at the first byte that was not taken. */
    long line() {
        return line;
    }

    FilePosition position() {
        return new FilePosition(window.offset(window.from()), line);
    }

    /** Whether the file has no further byte; reads on to know. */
    boolean isAtEnd() throws IOException {
        while (window.from() == window.limit() && !window.atEnd()) {
            more();
        }
        return window.from() == window.limit();
    }

    /** Whether the line at this byte is a comment, or a blank one that is no row. */
    boolean isIgnored(int at, int width) {
        byte b = window.bytes()[at];
        return b == comment || ((b == '\n' || b == '\r') && width != 1);
    }

    /** Goes on behind a record or line that the scanner found, which ends before this byte of the window. */
    void take(int next) {
        window.take(next);
        line += 1 + scanner.breaks();
    }

    void passByteOrderMark() throws IOException {
        more();
        byte[] bytes = window.bytes();
        if (window.limit() >= 3 && java.util.Arrays.equals(bytes, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
            window.take(3);
            scanner.begin(window);
        }
    }

    void passLine() throws IOException {
        int next = scanner.line();
        while (next == RecordScanner.INCOMPLETE) {
            more();
            next = scanner.line();
        }
        take(next);
    }

    /** Reads on, because a record does not end in the bytes that are here. */
    void more() throws IOException {
        int rest = window.limit() - window.from();
        if (rest > 0 && (window.atEnd() || rest >= size.largestRecord())) {
            throw endless(rest);
        }
        window.more();
        scanner.begin(window);
    }

    private CsvException endless(int rest) {
        String within = window.atEnd() ? "before the file's end" : "within " + rest + " bytes";
        if (scanner.openQuoteBreaks() < 0) {
            return new CsvException(name, line, "the line that begins here does not end " + within);
        }
        return new CsvException(
                name,
                line + scanner.openQuoteBreaks(),
                "a quote opens here that is not closed " + within
                        + ": close it, or set quote: none if quotes have no meaning in this file");
    }
}
