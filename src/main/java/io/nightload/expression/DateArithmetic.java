package io.nightload.expression;

import io.nightload.row.RowError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/** Dates, times and intervals with + and -, to the microsecond; infinity stays infinity. */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class DateArithmetic {

    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;

    private DateArithmetic() {}

    @Sql(name = "+", does = "so many days later", example = "date '2024-02-28' + 2", gives = "2024-03-01")
    static LocalDate plus(LocalDate date, int days) {
        return Infinity.of(date).isPresent() ? date : bounded(() -> date.plusDays(days));
    }

    @Sql(name = "+", does = "so many days later", example = "2 + date '2024-02-28'", gives = "2024-03-01")
    static LocalDate plus(int days, LocalDate date) {
        return plus(date, days);
    }

    @Sql(name = "-", does = "so many days earlier", example = "date '2024-03-01' - 1", gives = "2024-02-29")
    static LocalDate minus(LocalDate date, int days) {
        return Infinity.of(date).isPresent() ? date : bounded(() -> date.minusDays(days));
    }

    @Sql(name = "-", does = "the days between", example = "date '2024-03-01' - date '2024-02-01'", gives = "29")
    static int minus(LocalDate a, LocalDate b) {
        finite(a);
        finite(b);
        return Casts.toInteger(ChronoUnit.DAYS.between(b, a));
    }

    @Sql(
            name = "+",
            does = "the day at this time",
            example = "date '2024-02-28' + time '10:30'",
            gives = "2024-02-28 10:30:00")
    static LocalDateTime plus(LocalDate date, LocalTime time) {
        finite(date);
        return date.atTime(time);
    }

    @Sql(
            name = "+",
            does = "later by months, then days, then time",
            example = "date '2024-01-31' + interval '1 month'",
            gives = "2024-02-29 00:00:00")
    static LocalDateTime plus(LocalDateTime time, Interval interval) {
        if (Infinity.of(time).isPresent()) {
            return time;
        }
        return bounded(() -> time.plusMonths(interval.months())
                .plusDays(interval.days())
                .plus(interval.micros(), ChronoUnit.MICROS));
    }

    @Sql(
            name = "-",
            does = "earlier by months, then days, then time",
            example = "timestamp '2024-03-01 00:00:00.000001' - interval '1 second'",
            gives = "2024-02-29 23:59:59.000001")
    static LocalDateTime minus(LocalDateTime time, Interval interval) {
        return plus(time, interval.times(-1));
    }

    @Sql(
            name = "+",
            does = "later by months and days of the job's time zone, then time",
            example = "timestamptz '2024-03-30 12:00:00+01' + interval '1 day'",
            gives = "2024-03-31 12:00:00+02")
    static OffsetDateTime plus(OffsetDateTime time, Interval interval, ZoneId zone) {
        if (Infinity.of(time).isPresent()) {
            return time;
        }
        ZonedDateTime there = time.atZoneSameInstant(zone);
        return bounded(() -> there.plusMonths(interval.months())
                .plusDays(interval.days())
                .plus(interval.micros(), ChronoUnit.MICROS)
                .toOffsetDateTime());
    }

    @Sql(
            name = "-",
            does = "earlier by months and days of the job's time zone, then time",
            example = "timestamptz '2024-03-31 12:00:00+02' - interval '1 day'",
            gives = "2024-03-30 12:00:00+01")
    static OffsetDateTime minus(OffsetDateTime time, Interval interval, ZoneId zone) {
        return plus(time, interval.times(-1), zone);
    }

    @Sql(
            name = "-",
            does = "the days and the time between",
            example = "timestamp '2024-03-02 12:00:00' - timestamp '2024-03-01 10:30:00'",
            gives = "1 day 01:30:00")
    static Interval minus(LocalDateTime a, LocalDateTime b) {
        finite(a);
        finite(b);
        return between(Duration.between(b, a));
    }

    @Sql(
            name = "-",
            does = "the days of 24 hours and the time between",
            example = "timestamptz '2024-03-02 12:00:00+00' - timestamptz '2024-03-01 12:00:00+01'",
            gives = "1 day 01:00:00")
    static Interval minus(OffsetDateTime a, OffsetDateTime b) {
        finite(a);
        finite(b);
        return between(Duration.between(b, a));
    }

    @Sql(name = "+", does = "later on the clock", example = "time '23:30' + interval '1 hour'", gives = "00:30:00")
    static LocalTime plus(LocalTime time, Interval interval) {
        return time.plus(interval.micros(), ChronoUnit.MICROS);
    }

    @Sql(name = "-", does = "earlier on the clock", example = "time '00:30' - interval '1 hour'", gives = "23:30:00")
    static LocalTime minus(LocalTime time, Interval interval) {
        return time.minus(interval.micros(), ChronoUnit.MICROS);
    }

    @Sql(name = "-", does = "the time between", example = "time '10:30' - time '08:00'", gives = "02:30:00")
    static Interval minus(LocalTime a, LocalTime b) {
        return new Interval(0, 0, ChronoUnit.MICROS.between(b, a));
    }

    @Sql(
            name = "+",
            does = "both together",
            example = "interval '1 day' + interval '2 hours'",
            gives = "1 day 02:00:00")
    static Interval plus(Interval a, Interval b) {
        return a.plus(b);
    }

    @Sql(
            name = "-",
            does = "the one without the other",
            example = "interval '1 day' - interval '2 hours'",
            gives = "1 day -02:00:00")
    static Interval minus(Interval a, Interval b) {
        return a.plus(b.times(-1));
    }

    @Sql(name = "*", does = "so many times", example = "interval '1 day' * 3", gives = "3 days")
    static Interval times(Interval interval, int factor) {
        return interval.times(factor);
    }

    @Sql(name = "*", does = "so many times", example = "3 * interval '1 month'", gives = "3 mons")
    static Interval times(int factor, Interval interval) {
        return interval.times(factor);
    }

    private static Interval between(Duration duration) {
        long micros = Math.addExact(Math.multiplyExact(duration.getSeconds(), SECOND), duration.getNano() / 1000);
        return new Interval(0, Casts.toInteger(micros / DAY), micros % DAY);
    }

    static void finite(Object value) {
        if (Infinity.of(value).isPresent()) {
            throw new RowError("infinity cannot be computed with here", "22008", null);
        }
    }

    /** What Java's calendar cannot hold, no column can. */
    static <T> T bounded(Supplier<T> computation) {
        try {
            return computation.get();
        } catch (DateTimeException | ArithmeticException e) {
            throw new RowError("date out of range", "22008", null);
        }
    }
}
