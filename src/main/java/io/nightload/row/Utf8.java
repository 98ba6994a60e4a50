package io.nightload.row;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Holds bytes against what PostgreSQL takes as text: well-formed UTF-8 without the character NUL. */
public final class Utf8 {

    private static final String SQL_STATE = "22021";

    private Utf8() {}

    /** @throws RowError 22021 if the bytes are no text */
    public static String decode(byte[] bytes, int start, int length) {
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0 || text.indexOf('\0') >= 0) {
            requireText(bytes, start, length);
        }
        return text;
    }

    /** @throws RowError 22021 if the bytes are no text */
    public static void requireText(byte[] bytes, int start, int length) {
        int end = start + length;
        int i = start;
        while (i < end) {
            int size = bytes[i] > 0 ? 1 : sequence(bytes, i, end);
            if (size == 0) {
                throw malformed(bytes, start, i, end);
            }
            i += size;
        }
    }

    /**
     * The length of the character that begins here, or 0 if none does: RFC 3629 without NUL. No overlong forms, no
     * surrogates, nothing above U+10FFFF.
     */
    public static int sequence(byte[] bytes, int i, int end) {
        int lead = bytes[i] & 0xFF;
        if (lead < 0x80) {
            return lead == 0 ? 0 : 1;
        }
        int size =
                lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
        if (size == 0 || i + size > end || !secondFits(lead, bytes[i + 1] & 0xFF)) {
            return 0;
        }
        for (int k = 2; k < size; k++) {
            if ((bytes[i + k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return size;
    }

    private static boolean secondFits(int lead, int second) {
        return switch (lead) {
            case 0xE0 -> second >= 0xA0 && second <= 0xBF;
            case 0xED -> second >= 0x80 && second <= 0x9F;
            case 0xF0 -> second >= 0x90 && second <= 0xBF;
            case 0xF4 -> second >= 0x80 && second <= 0x8F;
            default -> second >= 0x80 && second <= 0xBF;
        };
    }

    private static RowError malformed(byte[] bytes, int start, int at, int end) {
        StringBuilder shown = new StringBuilder();
        int size = bytes[at] == 0 ? 1 : Math.min(Math.min(4, end - at), claimed(bytes[at] & 0xFF));
        for (int i = at; i < at + size; i++) {
            shown.append(String.format(Locale.ROOT, " 0x%02x", bytes[i]));
        }
        return new RowError(
                "invalid byte sequence for encoding \"UTF8\":" + shown + " (byte " + (at - start + 1)
                        + " of the value)",
                SQL_STATE,
                null);
    }

    /** How many bytes a lead byte announces, be they there or not: what PostgreSQL shows. */
    private static int claimed(int lead) {
        return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF8 ? 4 : 1;
    }
}
