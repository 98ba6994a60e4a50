package io.nightload.row;

import java.math.BigInteger;

/** Reads smallint, integer and bigint. */
final class IntegerText {

    /** Decimal digits that always fit a long. */
    private static final int SAFE_DIGITS = 18;

    private IntegerText() {}

    static long read(ColumnType type, byte[] bytes, int start, int length) {
        int end = start + length;
        int i = length > 1 && bytes[start] == '-' ? start + 1 : start;
        if (i == end || end - i > SAFE_DIGITS) {
            return readAny(type, bytes, start, length);
        }
        boolean negative = i > start;
        long value = 0;
        for (; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return readAny(type, bytes, start, length);
            }
            value = value * 10 + digit;
        }
        value = negative ? -value : value;
        if (value < min(type) || value > max(type)) {
            throw BadText.outOfRange(type, Utf8.decode(bytes, start, length));
        }
        return value;
    }

    private static long readAny(ColumnType type, byte[] bytes, int start, int length) {
        String text = Utf8.decode(bytes, start, length);
        String stripped = Blanks.strip(text);
        boolean negative = stripped.startsWith("-");
        BigInteger magnitude = Digits.read(negative || stripped.startsWith("+") ? stripped.substring(1) : stripped);
        if (magnitude == null) {
            throw BadText.syntax(type, text);
        }
        BigInteger value = negative ? magnitude.negate() : magnitude;
        if (value.bitLength() >= Long.SIZE || value.longValue() < min(type) || value.longValue() > max(type)) {
            throw BadText.outOfRange(type, text);
        }
        return value.longValue();
    }

    private static long min(ColumnType type) {
        return -max(type) - 1;
    }

    private static long max(ColumnType type) {
        return switch (type.kind()) {
            case SMALLINT -> Short.MAX_VALUE;
            case INTEGER -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }
}
