package io.nightload.expression;

import io.nightload.row.RowError;

/** SQL's LIKE, in time proportional to text times pattern at worst. */
final class LikePattern {

    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    private LikePattern() {}

    static boolean matches(String text, String pattern, String escape) {
        int[] wanted = read(pattern, escape);
        int[] given = text.codePoints().toArray();
        int t = 0;
        int p = 0;
        int restartText = -1;
        int restartPattern = -1;
        while (t < given.length) {
            if (p < wanted.length && wanted[p] == ANY_TEXT) {
                restartPattern = ++p;
                restartText = t;
            } else if (p < wanted.length && (wanted[p] == ANY_CHARACTER || wanted[p] == given[t])) {
                p++;
                t++;
            } else if (restartPattern >= 0) {
                // The last % takes one character more.
                p = restartPattern;
                t = ++restartText;
            } else {
                return false;
            }
        }
        while (p < wanted.length && wanted[p] == ANY_TEXT) {
            p++;
        }
        return p == wanted.length;
    }

    private static int[] read(String pattern, String escape) {
        if (escape.codePointCount(0, escape.length()) > 1) {
            throw new RowError(
                    "invalid escape string '" + escape + "': it must be empty or one character", "22025", null);
        }
        int[] characters = pattern.codePoints().toArray();
        int[] read = new int[characters.length];
        int length = 0;
        for (int i = 0; i < characters.length; i++) {
            boolean escaped = !escape.isEmpty() && characters[i] == escape.codePointAt(0);
            if (escaped && ++i == characters.length) {
                throw new RowError(
                        "LIKE pattern '" + pattern + "' must not end with its escape character", "22025", null);
            }
            read[length++] = escaped ? characters[i] : meaning(characters[i]);
        }
        return java.util.Arrays.copyOf(read, length);
    }

    private static int meaning(int character) {
        return character == '%' ? ANY_TEXT : character == '_' ? ANY_CHARACTER : character;
    }
}
