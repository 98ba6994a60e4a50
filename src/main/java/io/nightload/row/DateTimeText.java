package io.nightload.row;

import io.nightload.row.ColumnType.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads date, time, timestamp and timestamptz. Only ISO 8601 is read unless the source's column has a pattern: whether
 * 01/02 is in January or in February must not depend on a server's setting.
 */
final class DateTimeText {

    private static final LocalDate FIRST_DATE = LocalDate.of(-4713, 11, 24);
    private static final LocalDate LAST_DATE = LocalDate.of(5_874_897, 12, 31);
    private static final LocalDateTime LAST_TIMESTAMP = LocalDateTime.of(294_276, 12, 31, 23, 59, 59, 999_999_000);

    private DateTimeText() {}

    static Temporal read(ColumnType type, byte[] bytes, int start, int length, TextFormat format) {
        if (type.kind() == Kind.DATE && format.isIso()) {
            LocalDate date = isoDate(bytes, start, length);
            if (date != null) {
                return date;
            }
        }
        String text = Utf8.decode(bytes, start, length);
        if (type.kind() == Kind.TIME) {
            long micros = micros(type, text, format);
            if (micros == IsoTime.MICROS_PER_DAY) {
                throw new RowError("24:00:00 can be loaded as it is, but not computed with", "22008", null);
            }
            return LocalTime.ofNanoOfDay(micros * 1000);
        }
        String word = Blanks.strip(text).toLowerCase(Locale.ROOT);
        return switch (word) {
            case "infinity", "+infinity" -> infinity(type, true);
            case "-infinity" -> infinity(type, false);
            case "epoch" -> value(type, LocalDate.EPOCH.atStartOfDay(), ZoneOffset.UTC, format, text);
            default -> readFields(type, text, format);
        };
    }

    /** The form that nearly all dates have: four digits, two and two. */
    private static @Nullable LocalDate isoDate(byte[] bytes, int start, int length) {
        if (length != 10 || bytes[start + 4] != '-' || bytes[start + 7] != '-') {
            return null;
        }
        int year = digits(bytes, start, 4);
        int month = digits(bytes, start + 5, 2);
        int day = digits(bytes, start + 8, 2);
        return year > 0 && UsualTime.isDay(month, day) ? LocalDate.of(year, month, day) : null;
    }

    /** The number that these bytes are in decimal, or one below 0 if they are none. */
    private static int digits(byte[] bytes, int start, int count) {
        int value = 0;
        for (int i = start; i < start + count; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Microseconds since midnight, up to and with 24:00:00, rounded to the type's precision. */
    static long micros(ColumnType type, String text, TextFormat format) {
        if (format.dates() != null) {
            TemporalAccessor parsed = parse(format.dates(), type, text);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            return Precision.round(time == null ? 0 : time.toNanoOfDay() / 1000, type.precision());
        }
        IsoTime read = IsoTime.read(text);
        if (read == null || read.micros() < 0) {
            throw BadText.notADate(type, text);
        }
        if (read.zone() != null) {
            ZoneText.read(read.zone(), type, text);
        }
        return Precision.round(read.micros(), type.precision());
    }

    private static Temporal infinity(ColumnType type, boolean positive) {
        return switch (type.kind()) {
            case DATE -> positive ? LocalDate.MAX : LocalDate.MIN;
            case TIMESTAMP -> positive ? LocalDateTime.MAX : LocalDateTime.MIN;
            default -> positive ? OffsetDateTime.MAX : OffsetDateTime.MIN;
        };
    }

    private static Temporal readFields(ColumnType type, String text, TextFormat format) {
        if (format.dates() != null) {
            TemporalAccessor parsed = parse(format.dates(), type, text);
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneId zone = parsed.query(TemporalQueries.zone());
            if (date == null) {
                throw mismatch(format.dates(), type, text);
            }
            return value(type, date.atTime(time == null ? LocalTime.MIDNIGHT : time), zone, format, text);
        }
        IsoTime read = IsoTime.read(text);
        LocalDateTime dateTime = read == null ? null : read.dateTime();
        if (read == null || read.date() == null || dateTime == null) {
            throw BadText.notADate(type, text);
        }
        ZoneId zone = read.zone() == null ? null : ZoneText.read(read.zone(), type, text);
        return type.kind() == Kind.DATE
                ? value(type, read.date().atStartOfDay(), zone, format, text)
                : value(type, dateTime, zone, format, text);
    }

    private static Temporal value(
            ColumnType type, LocalDateTime local, @Nullable ZoneId zone, TextFormat format, String text) {
        if (type.kind() == Kind.DATE) {
            return within(local.toLocalDate(), text);
        }
        if (type.kind() == Kind.TIMESTAMP) {
            return within(Precision.round(within(local, text), type.precision()), text);
        }
        ZoneOffset offset = ZoneText.offsetAt(local, zone == null ? format.zone() : zone);
        LocalDateTime utc = within(local.minusSeconds(offset.getTotalSeconds()), text);
        return within(Precision.round(utc, type.precision()), text)
                .atOffset(ZoneOffset.UTC)
                .atZoneSameInstant(format.zone())
                .toOffsetDateTime();
    }

    private static LocalDate within(LocalDate date, String text) {
        if (date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE)) {
            throw new RowError("date out of range: " + BadText.quoted(text), "22008", null);
        }
        return date;
    }

    private static LocalDateTime within(LocalDateTime value, String text) {
        if (value.toLocalDate().isBefore(FIRST_DATE) || value.isAfter(LAST_TIMESTAMP)) {
            throw new RowError("timestamp out of range: " + BadText.quoted(text), "22008", null);
        }
        return value;
    }

    private static TemporalAccessor parse(DatePattern pattern, ColumnType type, String text) {
        try {
            return pattern.formatter().parse(Blanks.strip(text));
        } catch (DateTimeException e) {
            throw mismatch(pattern, type, text);
        }
    }

    private static RowError mismatch(DatePattern pattern, ColumnType type, String text) {
        return new RowError(
                BadText.quoted(text) + " is no " + type.name() + " of the format " + pattern.text(), "22007", null);
    }
}
