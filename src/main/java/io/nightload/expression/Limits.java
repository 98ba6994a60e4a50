package io.nightload.expression;

import io.nightload.row.RowError;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a cast to a type with a limit does to a value of the type without it. */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class Limits {

    private Limits() {}

    static int smallint(int value) {
        if (value != (short) value) {
            throw new RowError("smallint out of range", "22003", null);
        }
        return value;
    }

    static double real(double value) {
        float single = (float) value;
        if (Float.isInfinite(single) && !Double.isInfinite(value)) {
            throw new RowError("real out of range", "22003", null);
        }
        return single;
    }

    static BigDecimal numeric(BigDecimal value, int precision, int scale) {
        BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
        if (rounded.signum() != 0 && rounded.precision() > precision) {
            throw new RowError(
                    "numeric(" + precision + "," + scale + ") cannot hold " + value.toPlainString(), "22003", null);
        }
        return scale < 0 ? rounded.setScale(0) : rounded;
    }

    /** Cuts off what is too long, as SQL says of a cast that is written out. */
    static String text(String value, int length) {
        return value.length() <= length || value.codePointCount(0, value.length()) <= length
                ? value
                : value.substring(0, value.offsetByCodePoints(0, length));
    }
}
