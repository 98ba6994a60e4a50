package io.nightload.row;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Whole numbers without a sign, in PostgreSQL's forms: decimal, 0x, 0o and 0b, with {@code _} between digits. */
final class Digits {

    private Digits() {}

    /** The number, or null if the text is none. */
    static @Nullable BigInteger read(String text) {
        int radix = radix(text);
        String digits = radix == 10 ? text : text.substring(2);
        String plain = ungroup(digits, radix, radix != 10);
        return plain == null ? null : new BigInteger(plain, radix);
    }

    private static int radix(String text) {
        if (text.length() < 2 || text.charAt(0) != '0') {
            return 10;
        }
        return switch (text.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
    }

    /** The digits without their {@code _}, or null if they are not all digits or a {@code _} stands elsewhere than before one. */
    static @Nullable String ungroup(String digits, int radix, boolean mayBegin) {
        StringBuilder plain = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            boolean groups = c == '_' && (i > 0 || mayBegin) && i + 1 < digits.length() && digits.charAt(i + 1) != '_';
            if (!groups) {
                if (c >= 0x80 || Character.digit(c, radix) < 0) {
                    return null;
                }
                plain.append(c);
            }
        }
        return plain.isEmpty() ? null : plain.toString();
    }
}
