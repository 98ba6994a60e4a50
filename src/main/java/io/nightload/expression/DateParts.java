package io.nightload.expression;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;

/** The numbers that {@code extract} gives. */
final class DateParts {

    private DateParts() {}

    static BigDecimal of(DateField field, LocalDateTime time) {
        int year = time.getYear();
        return switch (field) {
            case DAY -> whole(time.getDayOfMonth());
            case WEEK -> whole(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> whole(time.getMonthValue());
            case QUARTER -> whole(time.get(IsoFields.QUARTER_OF_YEAR));
            // There is no year 0: the year before 1 is 1 BC.
            case YEAR -> whole(year < 1 ? year - 1 : year);
            case DECADE -> whole(Math.floorDiv(year, 10));
            case CENTURY -> whole(period(year, 100));
            case MILLENNIUM -> whole(period(year, 1000));
            case DOW -> whole(time.getDayOfWeek().getValue() % 7);
            case ISODOW -> whole(time.getDayOfWeek().getValue());
            case DOY -> whole(time.getDayOfYear());
            case ISOYEAR -> whole(time.get(IsoFields.WEEK_BASED_YEAR));
            case EPOCH -> micros(time.toEpochSecond(ZoneOffset.UTC), time.get(ChronoField.MICRO_OF_SECOND), 6);
            default -> of(field, time.toLocalTime());
        };
    }

    private static int period(int year, int years) {
        return year > 0 ? (year - 1) / years + 1 : year / years - 1;
    }

    static BigDecimal of(DateField field, LocalTime time) {
        return switch (field) {
            case MICROSECOND -> whole(time.getSecond() * 1_000_000L + time.getNano() / 1000);
            case MILLISECOND -> micros(time.getSecond(), time.getNano() / 1000, 3);
            case SECOND -> micros(time.getSecond(), time.getNano() / 1000, 6);
            case MINUTE -> whole(time.getMinute());
            case HOUR -> whole(time.getHour());
            case EPOCH -> micros(time.toSecondOfDay(), time.getNano() / 1000, 6);
            default -> throw field.unsupported("a time");
        };
    }

    static BigDecimal of(DateField field, Interval interval) {
        long seconds = interval.micros() / 1_000_000;
        long fraction = interval.micros() % 1_000_000;
        return switch (field) {
            case YEAR -> whole(interval.months() / 12);
            case QUARTER -> whole(interval.months() % 12 / 3 + 1);
            case MONTH -> whole(interval.months() % 12);
            case DAY -> whole(interval.days());
            case HOUR -> whole(seconds / 3600);
            case MINUTE -> whole(seconds / 60 % 60);
            case SECOND -> micros(seconds % 60, fraction, 6);
            case MILLISECOND -> micros(seconds % 60, fraction, 3);
            case MICROSECOND -> whole(seconds % 60 * 1_000_000 + fraction);
            // A year counts as 365.25 days and a month of the rest as 30.
            case EPOCH ->
                micros(
                        interval.months() / 12 * 31_557_600L
                                + interval.months() % 12 * 2_592_000L
                                + interval.days() * 86_400L
                                + seconds,
                        fraction,
                        6);
            default -> throw field.unsupported("an interval");
        };
    }

    private static BigDecimal whole(long value) {
        return BigDecimal.valueOf(value);
    }

    /** Seconds and microseconds, as seconds or, with three fraction digits, as milliseconds. */
    private static BigDecimal micros(long seconds, long micros, int digits) {
        return BigDecimal.valueOf(seconds)
                .scaleByPowerOfTen(6)
                .add(BigDecimal.valueOf(micros))
                .setScale(0)
                .scaleByPowerOfTen(-digits);
    }
}
