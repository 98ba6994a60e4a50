package io.nightload.replay;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** The records of a CSV text by RFC 4180, as spreadsheets write them, one after the other; blank lines are passed over. */
final class CsvRecords {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int END = -1;

    private final Reader text;
    private final long most;
    private long taken;
    private int next;
    private long line = 1;
    private long nextLine = 1;

    /**
     * @param text is read character by character; who gave it closes it
     * @param most characters that it may have
     */
    CsvRecords(Reader text, long most) throws IOException {
        this.text = text;
        this.most = most;
        this.next = text.read();
        if (next == BYTE_ORDER_MARK) {
            advance();
        }
    }

    /** The line that the last record begins on, from 1. */
    long line() {
        return line;
    }

    /**
     * The next record; without fields at the end.
     *
     * @throws IllegalArgumentException if a quote is not closed, or closed too early, or the text is too long
     */
    List<String> next() throws IOException {
        while (isLineEnd()) {
            lineEnd();
        }
        line = nextLine;
        List<String> fields = new ArrayList<>();
        if (next == END) {
            return fields;
        }
        fields.add(field());
        while (next == ',') {
            advance();
            fields.add(field());
        }
        if (isLineEnd()) {
            lineEnd();
        } else if (next != END) {
            throw new IllegalArgumentException("something stands behind a closing quote");
        }
        return fields;
    }

    private String field() throws IOException {
        StringBuilder value = new StringBuilder();
        if (next == '"') {
            quoted(value);
        } else {
            while (next != END && next != ',' && !isLineEnd()) {
                take(value);
            }
        }
        return value.toString();
    }

    private void quoted(StringBuilder value) throws IOException {
        advance();
        while (next != '"' || isDoubled()) {
            if (next == END) {
                throw new IllegalArgumentException("a quote is not closed");
            }
            nextLine += next == '\n' ? 1 : 0;
            take(value);
        }
    }

    /** Of a quote: whether another one follows, which both stand for. Otherwise it closes the field. */
    private boolean isDoubled() throws IOException {
        advance();
        return next == '"';
    }

    private void take(StringBuilder value) throws IOException {
        value.append((char) next);
        advance();
    }

    private void advance() throws IOException {
        next = text.read();
        taken++;
        if (taken > most) {
            throw new IllegalArgumentException(
                    "the text has more than " + most + " characters: split it, and replay part after part");
        }
    }

    private boolean isLineEnd() {
        return next == '\n' || next == '\r';
    }

    private void lineEnd() throws IOException {
        boolean mayBeTwo = next == '\r';
        advance();
        if (mayBeTwo && next == '\n') {
            advance();
        }
        nextLine++;
    }
}
