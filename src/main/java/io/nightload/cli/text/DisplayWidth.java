package io.nightload.cli.text;

/**
 * How many columns of a terminal a text takes: a letter of Chinese, Japanese or Korean takes two, an accent that
 * combines with the letter before it takes none.
 */
public final class DisplayWidth {

    // The ranges of Unicode's EastAsianWidth.txt that are W or F, joined where only unassigned ones lie between.
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3040, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD}
    };

    private DisplayWidth() {}

    public static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int letter = text.codePointAt(i);
            width += of(letter);
            i += Character.charCount(letter);
        }
        return width;
    }

    /** The text, or as much of it as fits with an ellipsis after it. */
    public static String cut(String text, int columns) {
        if (text.length() * 2 <= columns || of(text) <= columns) {
            return text;
        }
        int end = 0;
        int width = 0;
        while (end < text.length() && width + of(text.codePointAt(end)) < columns) {
            width += of(text.codePointAt(end));
            end += Character.charCount(text.codePointAt(end));
        }
        return text.substring(0, end) + "…";
    }

    static int of(int letter) {
        if (letter < 0x300) {
            return 1;
        }
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(letter) ? 2 : 1;
        };
    }

    private static boolean isWide(int letter) {
        for (int[] range : WIDE) {
            if (letter <= range[1]) {
                return letter >= range[0];
            }
        }
        return false;
    }
}
