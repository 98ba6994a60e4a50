package io.nightload.source.csv;

/**
 * Takes records apart: where each ends, and where its fields begin and end. What is wrong with a record is noted, and
 * the scan goes on to its end.
 */
final class RecordScanner {

    /** The record does not end in the bytes that are here. */
    static final int INCOMPLETE = -1;

    private final char delimiter;
    private final char quote;
    private final char escape;
    private final Nulls nulls;
    private final Marks marks;
    private Fields fields = new Fields(new int[0], 0);
    private byte[] bytes = {};
    private int limit;
    private boolean atEnd;

    private int count;
    private int end;
    private int breaks;
    private int trailingText;
    private boolean hasNul;
    private boolean escaped;
    private int openQuoteBreaks;

    RecordScanner(Dialect dialect, Nulls nulls) {
        this.delimiter = dialect.delimiter();
        this.quote = dialect.quote();
        this.escape = dialect.escape();
        this.nulls = nulls;
        this.marks = new Marks(dialect);
    }

    /** Begins anew at the first byte of the window that was not taken. */
    void begin(Window window) {
        bytes = window.bytes();
        limit = window.limit();
        atEnd = window.atEnd();
        marks.begin(bytes, window.from(), limit);
    }

    /** Passes over the line that begins here, whatever is in it; says where the next one begins. */
    int line() {
        breaks = 0;
        openQuoteBreaks = -1;
        int mark = marks.next();
        while (mark < limit && !isLineEnd(bytes[mark])) {
            mark = marks.next();
        }
        return afterLine(mark);
    }

    /** Takes the record that begins here apart into the fields; says where the next one begins. */
    int record(int start, Fields into) {
        fields = into;
        fields.begin();
        count = 0;
        breaks = 0;
        trailingText = 0;
        hasNul = false;
        openQuoteBreaks = -1;
        int from = start;
        while (true) {
            int stop = from < limit && bytes[from] == quote ? quoted(from) : plain(from);
            if (stop < 0 || stop == limit || bytes[stop] != delimiter) {
                return stop < 0 ? INCOMPLETE : afterLine(stop);
            }
            from = stop + 1;
        }
    }

    private int plain(int from) {
        int stop = fieldEnd();
        fields.put(count++, from, nulls.length(bytes, from, stop - from));
        return stop;
    }

    private int fieldEnd() {
        int mark = marks.next();
        while (mark < limit && bytes[mark] != delimiter && !isLineEnd(bytes[mark])) {
            hasNul |= bytes[mark] == 0;
            mark = marks.next();
        }
        return mark;
    }

    private int quoted(int open) {
        marks.next();
        openQuoteBreaks = breaks;
        escaped = false;
        int close = closingQuote();
        if (close < 0) {
            return INCOMPLETE;
        }
        openQuoteBreaks = -1;
        putQuoted(open + 1, close);
        int stop = fieldEnd();
        if (stop > close + 1 && trailingText == 0) {
            trailingText = count;
        }
        return stop;
    }

    private int closingQuote() {
        for (int mark = marks.next(); mark < limit; mark = marks.next()) {
            byte b = bytes[mark];
            if ((b == quote || b == escape) && mark + 1 == limit && !atEnd) {
                return INCOMPLETE;
            }
            if (b == escape && mark + 1 < limit && (bytes[mark + 1] == quote || bytes[mark + 1] == escape)) {
                escaped = true;
                marks.next();
            } else if (b == quote) {
                return mark;
            } else if (b == '\r' || (b == '\n' && bytes[mark - 1] != '\r')) {
                breaks++;
            }
            hasNul |= b == 0;
        }
        return INCOMPLETE;
    }

    private void putQuoted(int from, int to) {
        if (escaped) {
            int start = limit + fields.spareLength();
            fields.put(count++, start, fields.unescape(bytes, from, to, quote, escape));
        } else {
            fields.put(count++, from, to - from);
        }
    }

    private int afterLine(int stop) {
        end = stop;
        if (stop == limit) {
            return atEnd ? limit : INCOMPLETE;
        }
        if (bytes[stop] == '\n') {
            return stop + 1;
        }
        if (stop + 1 == limit) {
            return atEnd ? limit : INCOMPLETE;
        }
        if (bytes[stop + 1] == '\n') {
            marks.next();
            return stop + 2;
        }
        return stop + 1;
    }

    /** The end of the last record or line, without its line end. */
    int end() {
        return end;
    }

    /** How many fields the last record has. */
    int count() {
        return count;
    }

    /** How many line ends stand inside the last record. */
    int breaks() {
        return breaks;
    }

    /** The first field of the last record, from 1, that goes on behind its closing quote; or 0. */
    int trailingText() {
        return trailingText;
    }

    boolean hasNul() {
        return hasNul;
    }

    /** Whether all bytes so far were ASCII. */
    boolean isAscii() {
        return marks.isAscii();
    }

    /** How many line ends stand before the quote that an incomplete record leaves open, or -1 where none is open. */
    int openQuoteBreaks() {
        return openQuoteBreaks;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }
}
