package io.nightload.row;

import java.util.UUID;
import java.util.regex.Pattern;

/** Reads uuid: 32 hexadecimal digits, a hyphen after any group of four, braces around it all or none. */
final class UuidText {

    private static final Pattern FORM =
            Pattern.compile("(?:\\p{XDigit}{4}-?){7}\\p{XDigit}{4}|\\{(?:\\p{XDigit}{4}-?){7}\\p{XDigit}{4}\\}");

    private UuidText() {}

    static UUID read(ColumnType type, byte[] bytes, int start, int length) {
        String text = Utf8.decode(bytes, start, length);
        if (!FORM.matcher(text).matches()) {
            throw BadText.syntax(type, text);
        }
        StringBuilder digits = new StringBuilder(32);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '-' && c != '{' && c != '}') {
                digits.append(c);
            }
        }
        return new UUID(Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16));
    }
}
