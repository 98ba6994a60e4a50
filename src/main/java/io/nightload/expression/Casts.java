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
import java.util.UUID;

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

    static int toInteger(String text) {
        return (Integer) decode(text, "integer");
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

    static long toBigint(String text) {
        return (Long) decode(text, "bigint");
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

    static BigDecimal toNumeric(String text) {
        Object value = decode(text, "numeric");
        return value instanceof BigDecimal decimal ? decimal : toNumeric(((Number) value).doubleValue());
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

    static double toDouble(String text) {
        return (Double) decode(text, "double precision");
    }

    static boolean toBoolean(int value) {
        return value != 0;
    }

    static boolean toBoolean(String text) {
        return (Boolean) decode(text, "boolean");
    }

    static LocalDate toDate(LocalDateTime value) {
        return value.toLocalDate();
    }

    static LocalDate toDate(OffsetDateTime value, ZoneId zone) {
        return toTimestamp(value, zone).toLocalDate();
    }

    static LocalDate toDate(String text) {
        return (LocalDate) decode(text, "date");
    }

    static LocalDateTime toTimestamp(LocalDate value) {
        return Infinity.of(value).map(Infinity::timestamp).orElseGet(value::atStartOfDay);
    }

    static LocalDateTime toTimestamp(OffsetDateTime value, ZoneId zone) {
        return Infinity.of(value)
                .map(Infinity::timestamp)
                .orElseGet(() -> value.atZoneSameInstant(zone).toLocalDateTime());
    }

    static LocalDateTime toTimestamp(String text) {
        return (LocalDateTime) decode(text, "timestamp");
    }

    static OffsetDateTime toTimestamptz(LocalDate value, ZoneId zone) {
        return toTimestamptz(toTimestamp(value), zone);
    }

    static OffsetDateTime toTimestamptz(LocalDateTime value, ZoneId zone) {
        return Infinity.of(value)
                .map(Infinity::timestamptz)
                .orElseGet(() -> value.atZone(zone).toOffsetDateTime());
    }

    static OffsetDateTime toTimestamptz(String text, ZoneId zone) {
        return (OffsetDateTime) decode(text, "timestamptz", TextFormat.in(zone));
    }

    static LocalTime toTime(LocalDateTime value) {
        return value.toLocalTime();
    }

    static LocalTime toTime(OffsetDateTime value, ZoneId zone) {
        return toTimestamp(value, zone).toLocalTime();
    }

    static LocalTime toTime(String text) {
        return (LocalTime) decode(text, "time");
    }

    static UUID toUuid(String text) {
        return (UUID) decode(text, "uuid");
    }

    static Interval toInterval(String text) {
        return Interval.parse(text);
    }

    private static BigInteger whole(BigDecimal value) {
        return value.setScale(0, RoundingMode.HALF_UP).unscaledValue();
    }

    private static Object decode(String text, String type) {
        return decode(text, type, TextFormat.STANDARD);
    }

    /** The same conversion as that of a column of this type. */
    private static Object decode(String text, String type, TextFormat format) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ColumnType.parse(type).decode(bytes, 0, bytes.length, format);
    }
}
