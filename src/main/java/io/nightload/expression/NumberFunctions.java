package io.nightload.expression;

import io.nightload.row.RowError;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Functions of numbers, with PostgreSQL's results. */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class NumberFunctions {

    /** Beyond it a power is an overflow, as in PostgreSQL. */
    private static final int MAX_DIGITS = 131_072;

    private NumberFunctions() {}

    @Sql(name = "abs", does = "the value without its sign", example = "abs(-3)", gives = "3")
    static int abs(int value) {
        return value < 0 ? Arithmetic.minus(0, value) : value;
    }

    @Sql(name = "abs", does = "the value without its sign", example = "abs(-3000000000)", gives = "3000000000")
    static long abs(long value) {
        return value < 0 ? Arithmetic.minus(0L, value) : value;
    }

    @Sql(name = "abs", does = "the value without its sign", example = "abs(-1.50)", gives = "1.50")
    static BigDecimal abs(BigDecimal value) {
        return value.abs();
    }

    @Sql(name = "abs", does = "the value without its sign", example = "abs(-0.5::double precision)", gives = "0.5")
    static double abs(double value) {
        return Math.abs(value);
    }

    @Sql(name = "sign", does = "-1, 0 or 1", example = "sign(-8.4)", gives = "-1")
    static BigDecimal sign(BigDecimal value) {
        return BigDecimal.valueOf(value.signum());
    }

    @Sql(
            name = "round",
            does = "the nearest whole number, halves away from zero",
            example = "round(-2.5)",
            gives = "-3")
    static BigDecimal round(BigDecimal value) {
        return value.setScale(0, RoundingMode.HALF_UP);
    }

    @Sql(
            name = "round",
            does = "the nearest whole number, halves to the even one",
            example = "round(2.5::float8)",
            gives = "2")
    static double round(double value) {
        return Math.rint(value);
    }

    @Sql(
            name = "round",
            does = "rounded to so many fraction digits, halves away from zero; below 0 to tens, hundreds …",
            example = "round(42.4382, 2)",
            gives = "42.44")
    static BigDecimal round(BigDecimal value, int digits) {
        return scaled(value, digits, RoundingMode.HALF_UP);
    }

    @Sql(name = "trunc", does = "cut to a whole number", example = "trunc(-42.8)", gives = "-42")
    static BigDecimal trunc(BigDecimal value) {
        return value.setScale(0, RoundingMode.DOWN);
    }

    @Sql(name = "trunc", does = "cut to so many fraction digits", example = "trunc(42.4382, 2)", gives = "42.43")
    static BigDecimal trunc(BigDecimal value, int digits) {
        return scaled(value, digits, RoundingMode.DOWN);
    }

    private static BigDecimal scaled(BigDecimal value, int digits, RoundingMode mode) {
        int bounded = Math.max(-2000, Math.min(2000, digits));
        BigDecimal scaled = value.setScale(bounded, mode);
        return bounded < 0 ? scaled.setScale(0) : scaled;
    }

    @Sql(
            name = "ceil",
            does = "the smallest whole number that is not below the value",
            example = "ceil(-42.8)",
            gives = "-42")
    static BigDecimal ceil(BigDecimal value) {
        return value.setScale(0, RoundingMode.CEILING);
    }

    @Sql(
            name = "ceil",
            does = "the smallest whole number that is not below the value",
            example = "ceil(0.5::float8)",
            gives = "1")
    static double ceil(double value) {
        return Math.ceil(value);
    }

    @Sql(name = "ceiling", does = "the same as ceil", example = "ceiling(42.2)", gives = "43")
    static BigDecimal ceiling(BigDecimal value) {
        return ceil(value);
    }

    @Sql(
            name = "floor",
            does = "the greatest whole number that is not above the value",
            example = "floor(-42.8)",
            gives = "-43")
    static BigDecimal floor(BigDecimal value) {
        return value.setScale(0, RoundingMode.FLOOR);
    }

    @Sql(
            name = "floor",
            does = "the greatest whole number that is not above the value",
            example = "floor(0.5::float8)",
            gives = "0")
    static double floor(double value) {
        return Math.floor(value);
    }

    @Sql(name = "mod", does = "the remainder, as %", example = "mod(7, 3)", gives = "1")
    static int mod(int a, int b) {
        return Arithmetic.mod(a, b);
    }

    @Sql(name = "mod", does = "the remainder, as %", example = "mod(7000000000, 3)", gives = "1")
    static long mod(long a, long b) {
        return Arithmetic.mod(a, b);
    }

    @Sql(name = "mod", does = "the remainder, as %", example = "mod(7.5, 2)", gives = "1.5")
    static BigDecimal mod(BigDecimal a, BigDecimal b) {
        return Arithmetic.mod(a, b);
    }

    @Sql(name = "div", does = "the quotient, cut to a whole number", example = "div(9.5, 4)", gives = "2")
    static BigDecimal div(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) {
            throw Arithmetic.divisionByZero();
        }
        return a.divideToIntegralValue(b).setScale(0, RoundingMode.DOWN);
    }

    @Sql(name = "power", does = "a raised to b, exact for a whole b from 0", example = "power(1.1, 3)", gives = "1.331")
    static BigDecimal power(BigDecimal a, BigDecimal b) {
        if (a.signum() == 0 && b.signum() < 0) {
            throw new RowError("zero raised to a negative power is undefined", "2201F", null);
        }
        boolean whole = b.stripTrailingZeros().scale() <= 0;
        if (whole && b.signum() >= 0 && b.compareTo(BigDecimal.valueOf(MAX_DIGITS)) <= 0) {
            return exactPower(a, b.intValueExact());
        }
        return Casts.toNumeric(power(Casts.toDouble(a), Casts.toDouble(b)));
    }

    private static BigDecimal exactPower(BigDecimal a, int b) {
        if ((long) a.precision() * b > MAX_DIGITS) {
            throw Arithmetic.tooBig(Type.NUMERIC);
        }
        return a.pow(b);
    }

    @Sql(
            name = "power",
            does = "a raised to b, in binary",
            example = "power(2::float8, 0.5::float8) < 1.42",
            gives = "true")
    static double power(double a, double b) {
        if (a < 0 && b != Math.rint(b)) {
            throw new RowError(
                    "a negative number raised to a non-integer power yields a complex result", "2201F", null);
        }
        return Arithmetic.finite(Math.pow(a, b), a, b);
    }

    @Sql(
            name = "sqrt",
            does = "the square root, to at least 16 significant digits",
            example = "sqrt(2)",
            gives = "1.414213562373095")
    static BigDecimal sqrt(BigDecimal value) {
        if (value.signum() < 0) {
            throw new RowError("cannot take square root of a negative number", "2201F", null);
        }
        int scale = ResultScale.ofRoot(value);
        int digits = scale + Math.max(0, value.precision() - value.scale()) / 2 + 2;
        return value.sqrt(new MathContext(digits + 1)).setScale(scale, RoundingMode.HALF_UP);
    }

    @Sql(name = "exp", does = "e raised to the value, in binary", example = "exp(0)", gives = "1")
    static double exp(double value) {
        return Arithmetic.finite(Math.exp(value), value, value);
    }

    @Sql(name = "ln", does = "the natural logarithm, in binary", example = "ln(1)", gives = "0")
    static double ln(double value) {
        return Math.log(positive(value));
    }

    @Sql(name = "log", does = "the logarithm to the base of 10, in binary", example = "log(1000)", gives = "3")
    static double log(double value) {
        return Math.log10(positive(value));
    }

    @Sql(
            name = "log",
            does = "the logarithm to the base of the first argument, in binary",
            example = "log(2, 8)",
            gives = "3")
    static double log(double base, double value) {
        double divisor = Math.log(positive(base));
        if (divisor == 0) {
            throw Arithmetic.divisionByZero();
        }
        return Math.log(positive(value)) / divisor;
    }

    private static double positive(double value) {
        if (value <= 0) {
            throw new RowError(
                    "cannot take logarithm of " + (value == 0 ? "zero" : "a negative number"), "2201E", null);
        }
        return value;
    }

    @Sql(
            name = "trim_scale",
            does = "without zeros at the end of the fraction",
            example = "trim_scale(8.4100)",
            gives = "8.41")
    static BigDecimal trimScale(BigDecimal value) {
        return plain(value.stripTrailingZeros());
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.scale() < 0 ? value.setScale(0) : value;
    }
}
