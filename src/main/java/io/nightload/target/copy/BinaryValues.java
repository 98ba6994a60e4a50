package io.nightload.target.copy;

import io.nightload.row.ColumnType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/** Values that have no plain text, in their type's bytes, with their length before them. */
final class BinaryValues {

    private static final int NUMERIC_NAN = 0xC000;
    private static final int NUMERIC_INFINITY = 0xD000;
    private static final int NUMERIC_MINUS_INFINITY = 0xF000;
    private static final int NUMERIC_HEADER = 8;

    private BinaryValues() {}

    /** @param value of the class that the type's kind says, no longer than the type allows */
    static void add(ColumnType type, Object value, CopyBuffer out) {
        if (value instanceof LocalDate date) {
            out.addInt(Integer.BYTES);
            out.addInt(days(date));
        } else if (value instanceof LocalDateTime time) {
            out.addInt(Long.BYTES);
            out.addLong(
                    time.equals(LocalDateTime.MAX)
                            ? Long.MAX_VALUE
                            : time.equals(LocalDateTime.MIN) ? Long.MIN_VALUE : micros(time));
        } else if (value instanceof OffsetDateTime time) {
            out.addInt(Long.BYTES);
            out.addLong(
                    time.equals(OffsetDateTime.MAX)
                            ? Long.MAX_VALUE
                            : time.equals(OffsetDateTime.MIN)
                                    ? Long.MIN_VALUE
                                    : micros(time.withOffsetSameInstant(ZoneOffset.UTC)
                                            .toLocalDateTime()));
        } else if (value instanceof byte[] bytes) {
            out.addInt(bytes.length);
            out.addPlain(bytes, 0, bytes.length);
        } else if (value instanceof Float number) {
            out.addInt(Float.BYTES);
            out.addInt(Float.floatToIntBits(number));
        } else if (value instanceof Double number && type.kind() == ColumnType.Kind.DOUBLE) {
            out.addInt(Double.BYTES);
            out.addLong(Double.doubleToLongBits(number));
        } else if (value instanceof Double number) {
            addSpecialNumeric(number, out);
        } else {
            throw new IllegalStateException(value.getClass() + " is no value of " + type.name());
        }
    }

    private static int days(LocalDate date) {
        if (date.equals(LocalDate.MAX) || date.equals(LocalDate.MIN)) {
            return date.equals(LocalDate.MAX) ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        }
        return (int) (date.toEpochDay() - BinaryTimes.EPOCH_DAYS);
    }

    private static long micros(LocalDateTime time) {
        long days = time.toLocalDate().toEpochDay() - BinaryTimes.EPOCH_DAYS;
        return days * BinaryTimes.MICROS_PER_DAY + time.getLong(ChronoField.MICRO_OF_DAY);
    }

    /** NaN and the infinities: no digits, and a sign of their own. */
    private static void addSpecialNumeric(double number, CopyBuffer out) {
        int sign = Double.isNaN(number) ? NUMERIC_NAN : number > 0 ? NUMERIC_INFINITY : NUMERIC_MINUS_INFINITY;
        out.addInt(NUMERIC_HEADER);
        out.addShort(0);
        out.addShort(0);
        out.addShort(sign);
        out.addShort(0);
    }
}
