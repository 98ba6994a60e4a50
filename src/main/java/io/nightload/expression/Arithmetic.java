package io.nightload.expression;

import io.nightload.row.RowError;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers, with the results and the errors of PostgreSQL: whole numbers overflow, decimals stay exact. */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class Arithmetic {

    private Arithmetic() {}

    @Sql(name = "+", does = "the sum", example = "2 + 3", gives = "5")
    static int plus(int a, int b) {
        return inRange((long) a + b);
    }

    @Sql(name = "+", does = "the sum", example = "3000000000 + 1", gives = "3000000001")
    static long plus(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            throw tooBig(Type.BIGINT);
        }
        return sum;
    }

    @Sql(name = "+", does = "the exact sum", example = "0.1 + 0.20", gives = "0.30")
    static BigDecimal plus(BigDecimal a, BigDecimal b) {
        return a.add(b);
    }

    @Sql(name = "+", does = "the sum, in binary", example = "cast(0.5 as double precision) + 1", gives = "1.5")
    static double plus(double a, double b) {
        return finite(a + b, a, b);
    }

    @Sql(name = "-", does = "the difference", example = "2 - 3", gives = "-1")
    static int minus(int a, int b) {
        return inRange((long) a - b);
    }

    @Sql(name = "-", does = "the difference", example = "3000000000 - 1", gives = "2999999999")
    static long minus(long a, long b) {
        long difference = a - b;
        if (((a ^ b) & (a ^ difference)) < 0) {
            throw tooBig(Type.BIGINT);
        }
        return difference;
    }

    @Sql(name = "-", does = "the exact difference", example = "1.00 - 0.1", gives = "0.90")
    static BigDecimal minus(BigDecimal a, BigDecimal b) {
        return a.subtract(b);
    }

    @Sql(name = "-", does = "the difference, in binary", example = "cast(0.5 as double precision) - 1", gives = "-0.5")
    static double minus(double a, double b) {
        return finite(a - b, a, b);
    }

    @Sql(name = "*", does = "the product", example = "2 * 3", gives = "6")
    static int times(int a, int b) {
        return inRange((long) a * b);
    }

    @Sql(name = "*", does = "the product", example = "3000000000 * 2", gives = "6000000000")
    static long times(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if ((high != 0 || low < 0) && (high != -1 || low >= 0)) {
            throw tooBig(Type.BIGINT);
        }
        return low;
    }

    @Sql(name = "*", does = "the exact product", example = "1.10 * 2.5", gives = "2.750")
    static BigDecimal times(BigDecimal a, BigDecimal b) {
        return a.multiply(b);
    }

    @Sql(name = "*", does = "the product, in binary", example = "cast(0.5 as double precision) * 3", gives = "1.5")
    static double times(double a, double b) {
        return finite(a * b, a, b);
    }

    @Sql(name = "/", does = "the quotient, cut to a whole number", example = "7 / 2", gives = "3")
    static int divide(int a, int b) {
        return inRange((long) a / nonZero(b));
    }

    @Sql(name = "/", does = "the quotient, cut to a whole number", example = "-7000000000 / 2000000000", gives = "-3")
    static long divide(long a, long b) {
        if (a == Long.MIN_VALUE && b == -1) {
            throw tooBig(Type.BIGINT);
        }
        return a / nonZero(b);
    }

    @Sql(
            name = "/",
            does = "the quotient, rounded as PostgreSQL does: to at least 16 significant digits, and to no fewer"
                    + " fraction digits than either operand",
            example = "7.0 / 3",
            gives = "2.3333333333333333")
    static BigDecimal divide(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) {
            throw divisionByZero();
        }
        return a.divide(b, ResultScale.ofQuotient(a, b), RoundingMode.HALF_UP);
    }

    @Sql(name = "/", does = "the quotient, in binary", example = "cast(1 as double precision) / 4", gives = "0.25")
    static double divide(double a, double b) {
        if (b == 0) {
            throw divisionByZero();
        }
        return finite(a / b, a, b);
    }

    @Sql(name = "%", does = "the remainder, with the sign of the dividend", example = "-7 % 3", gives = "-1")
    static int mod(int a, int b) {
        return b == -1 ? 0 : a % (int) nonZero(b);
    }

    @Sql(name = "%", does = "the remainder, with the sign of the dividend", example = "7000000000 % 3", gives = "1")
    static long mod(long a, long b) {
        return a % nonZero(b);
    }

    @Sql(name = "%", does = "the exact remainder", example = "7.5 % 2", gives = "1.5")
    static BigDecimal mod(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) {
            throw divisionByZero();
        }
        return a.remainder(b).setScale(Math.max(a.scale(), b.scale()));
    }

    private static long nonZero(long divisor) {
        if (divisor == 0) {
            throw divisionByZero();
        }
        return divisor;
    }

    private static int inRange(long value) {
        if (value != (int) value) {
            throw tooBig(Type.INTEGER);
        }
        return (int) value;
    }

    /** Infinity comes out only where it went in. */
    static double finite(double result, double a, double b) {
        if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
            throw tooBig(Type.DOUBLE);
        }
        return result;
    }

    static RowError divisionByZero() {
        return new RowError("division by zero", "22012", null);
    }

    static RowError tooBig(Type type) {
        return new RowError(type + " out of range", "22003", null);
    }
}
