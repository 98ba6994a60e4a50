package io.nightload.row;

import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * Checks json and jsonb. No library's parser: each has limits of its own (depth, length of a number) that PostgreSQL has
 * not, and none knows jsonb's rule that {@code \u0000} and half a surrogate pair are refused.
 */
final class JsonText {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private final String text;
    private final boolean binary;
    private int at;

    private JsonText(String text, boolean binary) {
        this.text = text;
        this.binary = binary;
    }

    static String read(ColumnType type, byte[] bytes, int start, int length) {
        String text = Utf8.decode(bytes, start, length);
        new JsonText(text, type.kind() == ColumnType.Kind.JSONB).document();
        return text;
    }

    private void document() {
        BitSet objects = new BitSet();
        int depth = 0;
        boolean valueNext = true;
        do {
            if (valueNext) {
                char c = next();
                if (c == '{' || c == '[') {
                    at++;
                    objects.set(depth, c == '{');
                    depth++;
                    valueNext = !closes(objects.get(depth - 1));
                    if (valueNext && c == '{') {
                        name();
                    }
                    continue;
                }
                scalar(c);
                valueNext = false;
            } else if (closes(objects.get(depth - 1))) {
                at++;
                depth--;
            } else {
                expect(',');
                if (objects.get(depth - 1)) {
                    name();
                }
                valueNext = true;
            }
        } while (depth > 0);
        if (skipBlanks() < text.length()) {
            throw invalid();
        }
    }

    private boolean closes(boolean object) {
        return next() == (object ? '}' : ']');
    }

    private void name() {
        if (next() != '"') {
            throw invalid();
        }
        string();
        expect(':');
    }

    private void scalar(char c) {
        if (c == '"') {
            string();
            return;
        }
        int start = at;
        while (at < text.length() && isWordCharacter(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        boolean literal = word.equals("true") || word.equals("false") || word.equals("null");
        if (!literal && !NUMBER.matcher(word).matches()) {
            throw invalid();
        }
        if (!literal && binary) {
            byte[] digits = word.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            NumericText.read(ColumnType.parse("numeric"), digits, 0, digits.length, '.');
        }
    }

    private static boolean isWordCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == 'E';
    }

    private void string() {
        at++;
        boolean high = false;
        while (true) {
            char c = current();
            at++;
            if (c < ' ') {
                throw invalid();
            }
            int escaped = c == '\\' ? escape() : -1;
            boolean low = escaped >= 0xDC00 && escaped <= 0xDFFF;
            if (binary && high != low) {
                throw invalid();
            }
            high = escaped >= 0xD800 && escaped <= 0xDBFF;
            if (c == '"') {
                return;
            }
        }
    }

    /** Behind a backslash: the code unit of a {@code \\u} escape, or -1 for any other. */
    private int escape() {
        char c = current();
        at++;
        if (c != 'u') {
            if ("\"\\/bfnrt".indexOf(c) < 0) {
                throw invalid();
            }
            return -1;
        }
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char digit = current();
            at++;
            if (digit >= 0x80 || Character.digit(digit, 16) < 0) {
                throw invalid();
            }
            unit = unit * 16 + Character.digit(digit, 16);
        }
        if (unit == 0 && binary) {
            throw new RowError(
                    "unsupported Unicode escape sequence: \\u0000 cannot be converted to text", "22P05", null);
        }
        return unit;
    }

    private void expect(char c) {
        if (next() != c) {
            throw invalid();
        }
        at++;
    }

    private char next() {
        skipBlanks();
        return current();
    }

    private char current() {
        if (at >= text.length()) {
            throw invalid();
        }
        return text.charAt(at);
    }

    private int skipBlanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    /** PostgreSQL names json even where the type is jsonb. */
    private RowError invalid() {
        return new RowError(
                "invalid input syntax for type json: " + BadText.quoted(text) + " (character " + (at + 1) + ")",
                "22P02",
                null);
    }
}
