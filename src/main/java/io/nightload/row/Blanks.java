package io.nightload.row;

/** The blanks that PostgreSQL skips around a value: C's {@code isspace} in ASCII, and no other. */
final class Blanks {

    private Blanks() {}

    static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
