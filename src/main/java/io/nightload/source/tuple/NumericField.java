package io.nightload.source.tuple;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * A numeric by its binary form: how many groups of four digits there are, the first one's power of 10,000, the sign, the digits
 * behind the point, and the groups.
 */
final class NumericField {

    private static final BigInteger GROUP = BigInteger.valueOf(10_000);
    private static final int DIGITS_PER_GROUP = 4;
    private static final int NEGATIVE = 0x4000;
    private static final int NAN = 0xC000;
    private static final int INFINITY = 0xD000;
    private static final int MINUS_INFINITY = 0xF000;

    private NumericField() {}

    static String text(ByteBuffer field) {
        int groups = field.getShort();
        int weight = field.getShort();
        int sign = Short.toUnsignedInt(field.getShort());
        int scale = field.getShort();
        return switch (sign) {
            case NAN -> "NaN";
            case INFINITY -> "Infinity";
            case MINUS_INFINITY -> "-Infinity";
            default -> {
                BigInteger digits = BigInteger.ZERO;
                for (int i = 0; i < groups; i++) {
                    digits = digits.multiply(GROUP).add(BigInteger.valueOf(field.getShort()));
                }
                BigDecimal value = new BigDecimal(digits, DIGITS_PER_GROUP * (groups - 1 - weight)).setScale(scale);
                yield (sign == NEGATIVE ? value.negate() : value).toPlainString();
            }
        };
    }
}
