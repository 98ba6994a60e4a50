package io.nightload.row;

/** Reads varchar(n) and char(n): too long is an error, unless only blanks are too much. */
final class CharacterText {

    private CharacterText() {}

    static String read(ColumnType type, byte[] bytes, int start, int length) {
        return fit(type, Utf8.decode(bytes, start, length));
    }

    /** The text within the type's length, which counts characters, not bytes. */
    static String fit(ColumnType type, String text) {
        int limit = type.length();
        if (limit < 0 || text.length() <= limit || text.codePointCount(0, text.length()) <= limit) {
            return text;
        }
        int end = text.offsetByCodePoints(0, limit);
        for (int i = end; i < text.length(); i++) {
            if (text.charAt(i) != ' ') {
                throw BadText.tooLong(type);
            }
        }
        return text.substring(0, end);
    }
}
