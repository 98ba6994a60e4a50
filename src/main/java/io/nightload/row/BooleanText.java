package io.nightload.row;

import java.util.Locale;

/** Reads boolean: any beginning of true, false, yes or no, then on, of, off, 1 and 0. */
final class BooleanText {

    private BooleanText() {}

    static Boolean read(ColumnType type, byte[] bytes, int start, int length) {
        if (length == 1) {
            byte b = bytes[start];
            if (b == 't' || b == '1') {
                return true;
            }
            if (b == 'f' || b == '0') {
                return false;
            }
        }
        String text = Utf8.decode(bytes, start, length);
        String word = Blanks.strip(text).toLowerCase(Locale.ROOT);
        if (!word.isEmpty()) {
            if ("true".startsWith(word) || "yes".startsWith(word) || word.equals("on") || word.equals("1")) {
                return true;
            }
            boolean off = word.length() > 1 && "off".startsWith(word);
            if ("false".startsWith(word) || "no".startsWith(word) || off || word.equals("0")) {
                return false;
            }
        }
        throw BadText.syntax(type, text);
    }
}
