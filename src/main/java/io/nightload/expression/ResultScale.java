package io.nightload.expression;

import java.math.BigDecimal;

/**
 * How many fraction digits an inexact result has. The rules are {@code select_div_scale} and {@code numeric_sqrt} of
 * PostgreSQL's {@code numeric.c}, which counts in digits to the base of 10,000.
 */
final class ResultScale {

    private static final int SIGNIFICANT_DIGITS = 16;
    private static final int MOST = 1000;
    private static final int BASE_DIGITS = 4;

    private ResultScale() {}

    static int ofQuotient(BigDecimal dividend, BigDecimal divisor) {
        int weight = weight(dividend) - weight(divisor);
        if (first(dividend) <= first(divisor)) {
            weight--;
        }
        return bounded(SIGNIFICANT_DIGITS - weight * BASE_DIGITS, Math.max(dividend.scale(), divisor.scale()));
    }

    static int ofRoot(BigDecimal value) {
        return bounded(SIGNIFICANT_DIGITS - (weight(value) * BASE_DIGITS / 2 + 1), value.scale());
    }

    private static int bounded(int scale, int least) {
        return Math.min(Math.max(Math.max(scale, least), 0), MOST);
    }

    /** The power of 10,000 of the first digit. */
    private static int weight(BigDecimal value) {
        return value.signum() == 0 ? 0 : Math.floorDiv(value.precision() - value.scale() - 1, BASE_DIGITS);
    }

    /** The first digit to the base of 10,000. */
    private static int first(BigDecimal value) {
        if (value.signum() == 0) {
            return 0;
        }
        return value.abs().scaleByPowerOfTen(-weight(value) * BASE_DIGITS).intValue();
    }
}
