package io.nightload.expression;

import java.math.BigDecimal;

/**
 * The order of values. Texts are compared by their code points, whatever the database's collation is: so that a job
 * gives the same result on every server. Trailing blanks count.
 */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class Comparison {

    private Comparison() {}

    static int compare(int a, int b) {
        return Integer.compare(a, b);
    }

    static int compare(long a, long b) {
        return Long.compare(a, b);
    }

    static int compare(BigDecimal a, BigDecimal b) {
        return a.compareTo(b);
    }

    /** As in PostgreSQL NaN equals itself and is the greatest, and the two zeros are equal. */
    static int compare(double a, double b) {
        return a == b ? 0 : Double.compare(a, b);
    }

    static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return byCodePoint(a.charAt(i)) - byCodePoint(b.charAt(i));
            }
        }
        return a.length() - b.length();
    }

    /** Moves the surrogates, which stand for the highest code points, above all other UTF-16 units. */
    private static int byCodePoint(char unit) {
        return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
    }

    /** Two values of one type. */
    @SuppressWarnings("unchecked") // the compiler has made them of one type
    static int compare(Object a, Object b) {
        if (a instanceof String text) {
            return compare(text, (String) b);
        }
        if (a instanceof Double number) {
            return compare(number.doubleValue(), ((Double) b).doubleValue());
        }
        if (a instanceof java.time.OffsetDateTime time) {
            return time.toInstant().compareTo(((java.time.OffsetDateTime) b).toInstant());
        }
        return a instanceof java.util.UUID
                ? compare(a.toString(), b.toString())
                : ((Comparable<Object>) a).compareTo(b);
    }

    static boolean equal(int order) {
        return order == 0;
    }

    static boolean unequal(int order) {
        return order != 0;
    }

    static boolean less(int order) {
        return order < 0;
    }

    static boolean lessOrEqual(int order) {
        return order <= 0;
    }

    static boolean greater(int order) {
        return order > 0;
    }

    static boolean greaterOrEqual(int order) {
        return order >= 0;
    }
}
