package io.nightload.expression;

import io.nightload.row.ColumnType;
import io.nightload.row.RowError;
import io.nightload.row.TextFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * From one type to another. {@code toX} of a value is {@code cast(value as x)}; what has no method here cannot be cast.
 * Those from an earlier to a later number or date are also made where no cast is written.
 */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class Casts {

    private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private Casts() {}

    static int toInteger(long value) {
        if (value != (int) value) {
            throw Arithmetic.tooBig(Type.INTEGER);
        }
        return (int) value;
    }

    /** Rounds half away from zero. */
    static int toInteger(BigDecimal value) {
        BigInteger whole = whole(value);
        if (whole.bitLength() > 31) {
            throw Arithmetic.tooBig(Type.INTEGER);
        }
        return whole.intValue();
    }

    /** Rounds half to even. */
    static int toInteger(double value) {
        double whole = Math.rint(value);
        if (!(whole >= Integer.MIN_VALUE && whole <= Integer.MAX_VALUE)) {
            throw Arithmetic.tooBig(Type.INTEGER);
        }
        return (int) whole;
    }

    static int toInteger(boolean value) {
        return value ? 1 : 0;
    }

    static long toBigint(int value) {
        return value;
    }

    static long toBigint(BigDecimal value) {
        BigInteger whole = whole(value);
        if (whole.compareTo(MIN_LONG) < 0 || whole.compareTo(MAX_LONG) > 0) {
            throw Arithmetic.tooBig(Type.BIGINT);
        }
        return whole.longValue();
    }

    static long toBigint(double value) {
        double whole = Math.rint(value);
        if (!(whole >= Long.MIN_VALUE && whole < -(double) Long.MIN_VALUE)) {
            throw Arithmetic.tooBig(Type.BIGINT);
        }
        return (long) whole;
    }

    static BigDecimal toNumeric(int value) {
        return BigDecimal.valueOf(value);
    }

    static BigDecimal toNumeric(long value) {
        return BigDecimal.valueOf(value);
    }

    /** Keeps 15 significant digits, as PostgreSQL does. */
    static BigDecimal toNumeric(double value) {
        if (!Double.isFinite(value)) {
            throw new RowError(value + " cannot be computed with as numeric", "22003", null);
        }
        BigDecimal rounded = new BigDecimal(value).round(new java.math.MathContext(15, RoundingMode.HALF_EVEN));
        BigDecimal plain = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    static double toDouble(int value) {
        return value;
    }

    static double toDouble(long value) {
        return value;
    }

    static double toDouble(BigDecimal value) {
        double result = value.doubleValue();
        if (Double.isInfinite(result)) {
            throw Arithmetic.tooBig(Type.DOUBLE);
        }
        return result;
    }

    static boolean toBoolean(int value) {
        return value != 0;
    }

    static LocalDate toDate(LocalDateTime value) {
        return value.toLocalDate();
    }

    static LocalDate toDate(OffsetDateTime value, ZoneId zone) {
        return toTimestamp(value, zone).toLocalDate();
    }

    static LocalDateTime toTimestamp(LocalDate value) {
        return Infinity.of(value).map(Infinity::timestamp).orElseGet(value::atStartOfDay);
    }

    static LocalDateTime toTimestamp(OffsetDateTime value, ZoneId zone) {
        return Infinity.of(value)
                .map(Infinity::timestamp)
                .orElseGet(() -> value.atZoneSameInstant(zone).toLocalDateTime());
    }

    static OffsetDateTime toTimestamptz(LocalDate value, ZoneId zone) {
        return toTimestamptz(toTimestamp(value), zone);
    }

    static OffsetDateTime toTimestamptz(LocalDateTime value, ZoneId zone) {
        return Infinity.of(value)
                .map(Infinity::timestamptz)
                .orElseGet(() -> value.atZone(zone).toOffsetDateTime());
    }

    static LocalTime toTime(LocalDateTime value) {
        return value.toLocalTime();
    }

    static LocalTime toTime(OffsetDateTime value, ZoneId zone) {
        return toTimestamp(value, zone).toLocalTime();
    }

    private static BigInteger whole(BigDecimal value) {
        return value.setScale(0, RoundingMode.HALF_UP).unscaledValue();
    }

    /** The same conversion as that of a column of this type. */
    static Object fromText(String text, ColumnType type, TextFormat format) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Object value = type.decode(bytes, 0, bytes.length, format);
        return type.kind() == ColumnType.Kind.NUMERIC && !(value instanceof BigDecimal)
                ? toNumeric(((Number) value).doubleValue())
                : value;
    }

    static String toText(Object value) {
        return ColumnType.write(value);
    }

    static String toText(OffsetDateTime value, ZoneId zone) {
        return ColumnType.write(
                Infinity.of(value).isPresent()
                        ? value
                        : value.atZoneSameInstant(zone).toOffsetDateTime());
    }
}
