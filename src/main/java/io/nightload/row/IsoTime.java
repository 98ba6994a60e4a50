package io.nightload.row;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date, a time, or both, as ISO 8601 writes them, with PostgreSQL's freedoms: a blank for the T, hours and days of
 * one digit, AM and PM, BC, a zone's name, second 60 and 24:00:00.
 *
 * @param date or null where there is only a time
 * @param micros since midnight, up to and with a whole day; fractions are rounded to microseconds; -1 where there is only a date
 * @param zone as it was written, or null
 */
record IsoTime(
        @Nullable LocalDate date, long micros, @Nullable String zone) {

    static final long MICROS_PER_DAY = 86_400_000_000L;

    private static final String BLANK = "[ \\t\\n\\x0B\\f\\r]";
    private static final Pattern FORM = Pattern.compile(BLANK + "*"
            + "(?:(?<year>\\d{4,7})-(?<month>\\d{1,2})-(?<day>\\d{1,2})|(?<compact>\\d{8})(?=[tT]|" + BLANK + "|$))?"
            + "(?:(?:(?<=\\d)[tT]|" + BLANK + "+|(?<!\\d)[tT]?)"
            + "(?:(?<hour>\\d{1,2}):(?<minute>\\d{1,2})(?::(?<second>\\d{1,2}))?|(?<clock>\\d{4}|\\d{6}))"
            + "(?:(?<=:\\d{1,2}:\\d{1,2}|\\d{6})(?<fraction>\\.\\d*))?"
            + "(?:" + BLANK + "*(?<half>[aApP][mM])(?![A-Za-z]))?"
            + "(?:" + BLANK
            + "*(?<zone>[+-]\\d[\\d:]*|[A-Za-z][A-Za-z_]*(?:[/+-][A-Za-z0-9_+/-]+)?(?<!\\b(?i:bc|ad))))?"
            + ")?"
            + "(?:" + BLANK + "*(?<era>[bB][cC]|[aA][dD]))?" + BLANK + "*");

    /** The value, or null if the text has another form; {@link RowError} 22008 where the form is right but there is no such time. */
    static @Nullable IsoTime read(String text) {
        IsoTime usual = UsualTime.read(text);
        if (usual != null) {
            return usual;
        }
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return null;
        }
        boolean dated = m.group("year") != null || m.group("compact") != null;
        boolean timed = m.group("hour") != null || m.group("clock") != null;
        if (!dated && (!timed || m.group("era") != null)) {
            return null;
        }
        return new IsoTime(dated ? date(m, text) : null, timed ? micros(m, text) : -1, m.group("zone"));
    }

    private static LocalDate date(Matcher m, String text) {
        String compact = m.group("compact");
        int year = Integer.parseInt(compact == null ? m.group("year") : compact.substring(0, 4));
        int month = Integer.parseInt(compact == null ? m.group("month") : compact.substring(4, 6));
        int day = Integer.parseInt(compact == null ? m.group("day") : compact.substring(6));
        String era = m.group("era");
        boolean before = era != null && era.charAt(0) != 'a' && era.charAt(0) != 'A';
        if (year == 0) {
            throw BadText.dateOutOfRange(text);
        }
        try {
            return LocalDate.of(before ? 1 - year : year, month, day);
        } catch (DateTimeException e) {
            throw BadText.dateOutOfRange(text);
        }
    }

    private static long micros(Matcher m, String text) {
        String clock = m.group("clock");
        int hour = Integer.parseInt(clock == null ? m.group("hour") : clock.substring(0, 2));
        int minute = Integer.parseInt(clock == null ? m.group("minute") : clock.substring(2, 4));
        String seconds = clock == null ? m.group("second") : clock.substring(4);
        int second = seconds == null || seconds.isEmpty() ? 0 : Integer.parseInt(seconds);
        hour = onTheDial(hour, m.group("half"), text);
        long total = ((hour * 60L + minute) * 60 + second) * 1_000_000 + fraction(m.group("fraction"));
        if (hour > 24 || minute > 59 || second > 60 || total > MICROS_PER_DAY) {
            throw BadText.dateOutOfRange(text);
        }
        return total;
    }

    private static int onTheDial(int hour, @Nullable String half, String text) {
        if (half == null) {
            return hour;
        }
        if (hour > 12) {
            throw BadText.dateOutOfRange(text);
        }
        return hour % 12 + (half.charAt(0) == 'p' || half.charAt(0) == 'P' ? 12 : 0);
    }

    /** As PostgreSQL does it: through a double, to the nearest microsecond. */
    private static long fraction(@Nullable String group) {
        return group == null || group.length() == 1 ? 0 : (long) Math.rint(Double.parseDouble("0" + group) * 1_000_000);
    }

    /** The instant's local time; a date alone is its midnight, and 24:00:00 the next one. */
    @Nullable
    LocalDateTime dateTime() {
        return date == null ? null : date.atStartOfDay().plusNanos(Math.max(micros, 0) * 1000);
    }
}
