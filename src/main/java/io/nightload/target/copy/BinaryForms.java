package io.nightload.target.copy;

import io.nightload.row.ColumnType.Kind;
import java.nio.charset.StandardCharsets;

/** The binary forms of the types whose values have a plain text. */
final class BinaryForms {

    private static final int DIGITS_PER_GROUP = 4;
    private static final int POSITIVE = 0x0000;
    private static final int NEGATIVE = 0x4000;
    private static final int NUMERIC_HEADER = 8;
    private static final int UUID_BYTES = 16;
    /** So many digits, and a power of ten up to 22, are exact in a double; their quotient is then the nearest one. */
    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private BinaryForms() {}

    static BinaryForm of(Kind kind) {
        return switch (kind) {
            case SMALLINT ->
                (text, start, end, out) -> {
                    out.addInt(Short.BYTES);
                    out.addShort((int) integer(text, start, end));
                };
            case INTEGER ->
                (text, start, end, out) -> {
                    out.addInt(Integer.BYTES);
                    out.addInt((int) integer(text, start, end));
                };
            case BIGINT ->
                (text, start, end, out) -> {
                    out.addInt(Long.BYTES);
                    out.addLong(integer(text, start, end));
                };
            case NUMERIC -> BinaryForms::numeric;
            case REAL ->
                (text, start, end, out) -> {
                    out.addInt(Float.BYTES);
                    out.addInt(Float.floatToIntBits(Float.parseFloat(string(text, start, end))));
                };
            case DOUBLE ->
                (text, start, end, out) -> {
                    out.addInt(Double.BYTES);
                    out.addLong(Double.doubleToLongBits(decimal(text, start, end)));
                };
            case BOOLEAN ->
                (text, start, end, out) -> {
                    out.addInt(1);
                    out.addByte(text[start] == 't' || text[start] == '1' ? 1 : 0);
                };
            case UUID -> BinaryForms::uuid;
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> BinaryTimes.of(kind);
            default ->
                (text, start, end, out) -> {
                    throw new IllegalStateException("values of " + kind + " have no plain text");
                };
        };
    }

    /** Summed up below zero, where there is one number more. */
    private static long integer(byte[] text, int start, int end) {
        boolean negative = text[start] == '-';
        long value = 0;
        for (int i = negative ? start + 1 : start; i < end; i++) {
            value = value * 10 - (text[i] - '0');
        }
        return negative ? value : -value;
    }

    /**
     * Digits in groups of four around the point: how many groups, the first one's power of 10,000, the sign, and the
     * digits behind the point, which count where they are zeros too.
     */
    private static void numeric(byte[] text, int start, int end, CopyBuffer out) {
        boolean negative = text[start] == '-';
        int first = negative ? start + 1 : start;
        int point = PlainForms.skipDigits(text, first, end);
        while (first < point && text[first] == '0') {
            first++;
        }
        int fraction = Math.max(0, end - point - 1);
        int whole = (point - first + DIGITS_PER_GROUP - 1) / DIGITS_PER_GROUP;
        int groups = whole + (fraction + DIGITS_PER_GROUP - 1) / DIGITS_PER_GROUP;
        out.addInt(NUMERIC_HEADER + groups * Short.BYTES);
        out.addShort(groups);
        out.addShort(whole - 1);
        out.addShort(negative ? NEGATIVE : POSITIVE);
        out.addShort(fraction);
        for (int to = point - (whole - 1) * DIGITS_PER_GROUP; to <= point && whole > 0; to += DIGITS_PER_GROUP) {
            out.addShort(group(text, Math.max(first, to - DIGITS_PER_GROUP), to, to));
        }
        for (int from = point + 1; from < end; from += DIGITS_PER_GROUP) {
            out.addShort(group(text, from, from + DIGITS_PER_GROUP, end));
        }
    }

    /** A number of digits, zeros where there are none any more. */
    private static int group(byte[] text, int from, int to, int end) {
        int group = 0;
        for (int i = from; i < to; i++) {
            group = group * 10 + (i < end ? text[i] - '0' : 0);
        }
        return group;
    }

    private static double decimal(byte[] text, int start, int end) {
        boolean negative = text[start] == '-';
        int first = negative ? start + 1 : start;
        int point = PlainForms.skipDigits(text, first, end);
        int fraction = Math.max(0, end - point - 1);
        if (point - first + fraction > EXACT_DIGITS) {
            return Double.parseDouble(string(text, start, end));
        }
        long digits = 0;
        for (int i = first; i < end; i++) {
            digits = i == point ? digits : digits * 10 + (text[i] - '0');
        }
        double value = digits / POWERS[fraction];
        return negative ? -value : value;
    }

    private static String string(byte[] text, int start, int end) {
        return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static void uuid(byte[] text, int start, int end, CopyBuffer out) {
        out.addInt(UUID_BYTES);
        int i = start;
        while (i < end) {
            if (text[i] == '-') {
                i++;
            } else {
                out.addByte(Character.digit(text[i], 16) << 4 | Character.digit(text[i + 1], 16));
                i += 2;
            }
        }
    }
}
