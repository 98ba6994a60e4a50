package io.nightload.spec.yaml;

/** Finds each character of a plain or quoted scalar again in the file's text. */
final class FlowAlignment {

    private static final char PLAIN = 0;

    private final String text;
    private final String value;
    private final int[] places;
    private final char quote;
    private int at;
    private int filled;

    private FlowAlignment(String text, int start, String value) {
        this.text = text;
        this.value = value;
        this.places = new int[value.length() + 1];
        char first = start < text.length() ? text.charAt(start) : PLAIN;
        this.quote = first == '"' || first == '\'' ? first : PLAIN;
        this.at = quote == PLAIN ? start : start + 1;
    }

    /**
     * @param start of the scalar in the text, with its quote
     * @return the index in the text of each character of the value, and of its end
     */
    static int[] align(String text, int start, String value) {
        FlowAlignment alignment = new FlowAlignment(text, start, value);
        while (alignment.filled < value.length()) {
            alignment.step();
        }
        alignment.places[value.length()] = Math.min(alignment.at, text.length());
        return alignment.places;
    }

    private void step() {
        int lineBreak = skipBlanks(at);
        if (charAt(lineBreak) == '\n') {
            fold(lineBreak);
        } else if (quote == '"' && charAt(at) == '\\') {
            escape();
        } else {
            int length = quote == '\'' && text.startsWith("''", at) ? 2 : 1;
            fill(1, at);
            at += length;
        }
    }

    /** One line break is a blank; more are as many line feeds as there are empty lines. */
    private void fold(int lineBreak) {
        int next = skipBlanks(lineBreak + 1);
        if (charAt(next) == '\n') {
            emptyLines(next);
        } else {
            fill(1, lineBreak);
            at = next;
        }
    }

    private void emptyLines(int lineBreak) {
        int next = lineBreak;
        while (charAt(next) == '\n') {
            fill(1, next);
            next = skipBlanks(next + 1);
        }
        at = next;
    }

    private void escape() {
        char escaped = charAt(at + 1);
        if (escaped == '\n') {
            emptyLines(skipBlanks(at + 2));
            return;
        }
        int digits = escaped == 'x' ? 2 : escaped == 'u' ? 4 : escaped == 'U' ? 8 : 0;
        fill(Character.charCount(value.codePointAt(filled)), at);
        at += 2 + digits;
    }

    private void fill(int characters, int place) {
        for (int i = 0; i < characters && filled < value.length(); i++) {
            places[filled++] = Math.min(place, text.length());
        }
    }

    private int skipBlanks(int from) {
        int index = from;
        while (charAt(index) == ' ' || charAt(index) == '\t') {
            index++;
        }
        return index;
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : PLAIN;
    }
}
