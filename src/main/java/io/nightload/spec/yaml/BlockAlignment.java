package io.nightload.spec.yaml;

import java.util.Arrays;

/** Finds each character of a block scalar, {@code |} or {@code >}, again in the file's text. */
final class BlockAlignment {

    private BlockAlignment() {}

    /**
     * Each line's text is taken as it stands behind the indentation, and its line break for the line feed or the
     * blank (of a folded scalar) that the value has next, if it has one.
     *
     * @param header the index of the {@code |} or {@code >}
     * @return the index in the text of each character of the value, and of its end
     */
    static int[] align(SourceText source, int header, String value) {
        int[] places = new int[value.length() + 1];
        int first = source.lineOf(header) + 1;
        int indentation = indentation(source, first, value);
        int filled = 0;
        int at = header;
        for (int line = first; line < source.lines() && filled < value.length(); line++) {
            int end = source.lineEnd(line);
            at = Math.min(source.lineStart(line) + indentation, end);
            while (at < end && filled < value.length() && value.charAt(filled) != '\n') {
                places[filled++] = at++;
            }
            if (filled < value.length() && isBreak(value.charAt(filled))) {
                places[filled++] = at;
                at = Math.min(at + 1, source.text().length());
            }
        }
        Arrays.fill(places, filled, places.length, at);
        return places;
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == ' ';
    }

    /** What stands before the first line's text beyond the blanks that the value itself begins with. */
    private static int indentation(SourceText source, int first, String value) {
        int line = first;
        while (line < source.lines() && blanks(source, line) == source.lineEnd(line) - source.lineStart(line)) {
            line++;
        }
        if (line == source.lines()) {
            return 0;
        }
        String text = value.replaceFirst("^\n+", "");
        int own = text.length() - text.replaceFirst("^ +", "").length();
        return Math.max(0, blanks(source, line) - own);
    }

    private static int blanks(SourceText source, int line) {
        int at = source.lineStart(line);
        while (at < source.lineEnd(line) && source.text().charAt(at) == ' ') {
            at++;
        }
        return at - source.lineStart(line);
    }
}
