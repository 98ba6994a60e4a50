package io.nightload.expression;

import io.nightload.row.RowError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** Functions of dates and times. None asks for the time that it is now. */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class DateFunctions {

    private DateFunctions() {}

    @Sql(
            name = "extract",
            does =
                    "a part: century, day, decade, dow (Sunday 0), doy, epoch, hour, isodow, isoyear, microseconds, millennium,"
                            + " milliseconds, minute, month, quarter, second, week, year; written extract(year from x)",
            example = "extract(quarter from date '2024-05-17')",
            gives = "2")
    static BigDecimal extract(DateField field, LocalDateTime time) {
        DateArithmetic.finite(time);
        return DateParts.of(field, time);
    }

    @Sql(
            name = "extract",
            does = "a part, in the job's time zone; epoch counts the seconds since 1970-01-01 UTC",
            example = "extract(epoch from timestamptz '1970-01-02 00:00:00.5+00')",
            gives = "86400.500000")
    static BigDecimal extract(DateField field, OffsetDateTime time, ZoneId zone) {
        DateArithmetic.finite(time);
        return DateParts.of(
                field,
                field == DateField.EPOCH
                        ? time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                        : Casts.toTimestamp(time, zone));
    }

    @Sql(name = "extract", does = "a part of a time", example = "extract(minute from time '10:30:05')", gives = "30")
    static BigDecimal extract(DateField field, LocalTime time) {
        return DateParts.of(field, time);
    }

    @Sql(
            name = "extract",
            does = "a part of an interval",
            example = "extract(day from interval '40 days 2 hours')",
            gives = "40")
    static BigDecimal extract(DateField field, Interval interval) {
        return DateParts.of(field, interval);
    }

    @Sql(
            name = "date_part",
            does = "the same as extract, in binary",
            example = "date_part('year', date '2024-05-17')",
            gives = "2024")
    static double datePart(DateField field, LocalDateTime time) {
        return extract(field, time).doubleValue();
    }

    @Sql(
            name = "date_part",
            does = "the same as extract, in binary",
            example = "date_part('hour', timestamptz '2024-05-17 10:00:00+00')",
            gives = "12")
    static double datePart(DateField field, OffsetDateTime time, ZoneId zone) {
        return extract(field, time, zone).doubleValue();
    }

    @Sql(
            name = "date_trunc",
            does =
                    "the beginning of the microsecond, millisecond, second, minute, hour, day, week (Monday), month, quarter, year,"
                            + " decade, century or millennium; a date becomes a timestamp without time zone",
            example = "date_trunc('month', date '2024-05-17')",
            gives = "2024-05-01 00:00:00")
    static LocalDateTime dateTrunc(DateField field, LocalDateTime time) {
        return Infinity.of(time).isPresent() ? time : truncated(field, time);
    }

    @Sql(
            name = "date_trunc",
            does = "the beginning, in the job's time zone",
            example = "date_trunc('day', timestamptz '2024-05-17 23:30:00+00')",
            gives = "2024-05-18 00:00:00+02")
    static OffsetDateTime dateTrunc(DateField field, OffsetDateTime time, ZoneId zone) {
        return Casts.toTimestamptz(dateTrunc(field, Casts.toTimestamp(time, zone)), zone);
    }

    private static LocalDateTime truncated(DateField field, LocalDateTime time) {
        LocalDate day = time.toLocalDate();
        int year = day.getYear();
        return switch (field) {
            case MICROSECOND -> time.truncatedTo(ChronoUnit.MICROS);
            case MILLISECOND -> time.truncatedTo(ChronoUnit.MILLIS);
            case SECOND -> time.truncatedTo(ChronoUnit.SECONDS);
            case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> day.atStartOfDay();
            case WEEK ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay();
            case MONTH -> day.withDayOfMonth(1).atStartOfDay();
            case QUARTER ->
                LocalDate.of(year, (day.getMonthValue() - 1) / 3 * 3 + 1, 1).atStartOfDay();
            case YEAR -> LocalDate.of(year, 1, 1).atStartOfDay();
            case DECADE -> LocalDate.of(Math.floorDiv(year, 10) * 10, 1, 1).atStartOfDay();
            case CENTURY ->
                LocalDate.of(Math.floorDiv(year - 1, 100) * 100 + 1, 1, 1).atStartOfDay();
            case MILLENNIUM ->
                LocalDate.of(Math.floorDiv(year - 1, 1000) * 1000 + 1, 1, 1).atStartOfDay();
            default -> throw field.unsupported("date_trunc");
        };
    }

    @Sql(
            name = "make_date",
            does = "the date of year, month and day",
            example = "make_date(2024, 2, 29)",
            gives = "2024-02-29")
    static LocalDate makeDate(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            throw new RowError("there is no day " + year + "-" + month + "-" + day, "22008", null);
        }
    }

    @Sql(
            name = "age",
            does = "the years, months, days and time from the second to the first",
            example = "age(timestamp '2001-04-10', timestamp '1957-06-13')",
            gives = "43 years 9 mons 27 days")
    static Interval age(LocalDateTime to, LocalDateTime from) {
        DateArithmetic.finite(to);
        DateArithmetic.finite(from);
        return to.isBefore(from) ? since(from, to).times(-1) : since(to, from);
    }

    /** Days are borrowed from the earlier month, as PostgreSQL does. */
    private static Interval since(LocalDateTime to, LocalDateTime from) {
        int months = (to.getYear() - from.getYear()) * 12 + to.getMonthValue() - from.getMonthValue();
        int days = to.getDayOfMonth() - from.getDayOfMonth();
        long micros = ChronoUnit.MICROS.between(from.toLocalTime(), to.toLocalTime());
        if (micros < 0) {
            micros += ChronoUnit.DAYS.getDuration().toNanos() / 1000;
            days--;
        }
        if (days < 0) {
            days += from.toLocalDate().lengthOfMonth();
            months--;
        }
        return new Interval(months, days, micros);
    }

    @Sql(
            name = "timezone",
            does = "the instant when clocks of that zone show this time; PostgreSQL's x at time zone 'z'",
            example = "timezone('UTC', timestamp '2024-05-17 10:00:00')",
            gives = "2024-05-17 12:00:00+02")
    static OffsetDateTime timezone(String name, LocalDateTime time) {
        return Casts.toTimestamptz(time, zone(name));
    }

    @Sql(
            name = "timezone",
            does = "what clocks of that zone show at this instant; PostgreSQL's x at time zone 'z'",
            example = "timezone('Asia/Tokyo', timestamptz '2024-05-17 10:00:00+00')",
            gives = "2024-05-17 19:00:00")
    static LocalDateTime timezone(String name, OffsetDateTime time) {
        return Casts.toTimestamp(time, zone(name));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new RowError("time zone '" + name + "' not recognized", "22023", null);
        }
    }

    @Sql(
            name = "isfinite",
            does = "whether it is neither infinity",
            example = "isfinite(timestamp 'infinity')",
            gives = "false")
    static boolean isFinite(LocalDateTime time) {
        return Infinity.of(time).isEmpty();
    }

    @Sql(
            name = "to_timestamp",
            does = "the instant so many seconds after 1970-01-01 UTC",
            example = "to_timestamp(1715940000)",
            gives = "2024-05-17 12:00:00+02")
    static OffsetDateTime toTimestamp(double seconds, ZoneId zone) {
        if (!Double.isFinite(seconds)) {
            throw new RowError("timestamp out of range: " + seconds, "22008", null);
        }
        long micros = Math.round(seconds * 1_000_000);
        return DateArithmetic.bounded(
                () -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone).toOffsetDateTime());
    }
}
