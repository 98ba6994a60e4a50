package io.nightload.replay;

import java.util.ArrayList;
import java.util.List;

/** The records of a CSV text by RFC 4180, as spreadsheets write them; blank lines are passed over. */
final class CsvRecords {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private int at;
    private long line = 1;
    private long nextLine = 1;

    CsvRecords(String text) {
        this.text = text;
        this.at = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    }

    /** The line that the last record begins on, from 1. */
    long line() {
        return line;
    }

    /**
     * The next record; without fields at the end.
     *
     * @throws IllegalArgumentException if a quote is not closed, or closed too early
     */
    List<String> next() {
        while (at < text.length() && isLineEnd()) {
            lineEnd();
        }
        line = nextLine;
        List<String> fields = new ArrayList<>();
        if (at == text.length()) {
            return fields;
        }
        fields.add(field());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            fields.add(field());
        }
        if (at < text.length()) {
            if (!isLineEnd()) {
                throw new IllegalArgumentException("something stands behind a closing quote");
            }
            lineEnd();
        }
        return fields;
    }

    private String field() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int from = at;
        while (at < text.length() && text.charAt(at) != ',' && !isLineEnd()) {
            at++;
        }
        return text.substring(from, at);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        int from = ++at;
        while (true) {
            int quote = text.indexOf('"', from);
            if (quote < 0) {
                throw new IllegalArgumentException("a quote is not closed");
            }
            value.append(text, from, quote);
            at = quote + 1;
            if (at == text.length() || text.charAt(at) != '"') {
                nextLine += value.chars().filter(c -> c == '\n').count();
                return value.toString();
            }
            value.append('"');
            from = at + 1;
        }
    }

    private boolean isLineEnd() {
        return text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private void lineEnd() {
        at += text.startsWith("\r\n", at) ? 2 : 1;
        nextLine++;
    }
}
