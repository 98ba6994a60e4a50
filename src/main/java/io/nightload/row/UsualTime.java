package io.nightload.row;

import java.time.LocalDate;
import java.time.Month;
import org.jspecify.annotations.Nullable;

/**
 * Reads the form that nearly all timestamps have, {@code 2026-11-20 10:15:30.123} with a blank or a T: some ten times
 * faster than {@link IsoTime}'s pattern, which reads all forms.
 */
final class UsualTime {

    private static final int SHORTEST = 19;
    private static final int LONGEST = 26;
    private static final int[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private UsualTime() {}

    /** The value, or null where the text has another form, or may be no time at all. */
    static @Nullable IsoTime read(String text) {
        int length = text.length();
        if (length < SHORTEST || length > LONGEST || !isPunctuated(text)) {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        int fraction = length <= SHORTEST + 1 ? 0 : digits(text, SHORTEST + 1, length);
        boolean dated = year >= 1 && isDay(month, day);
        boolean timed = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
        if (!dated || !timed || fraction < 0) {
            return null;
        }
        long micros = ((hour * 60L + minute) * 60 + second) * 1_000_000;
        return new IsoTime(
                LocalDate.of(year, month, day),
                micros + (long) fraction * POWERS[LONGEST - Math.max(length, 20)],
                null);
    }

    /** Whether every year has this day; 29 February is left to the pattern. */
    static boolean isDay(int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= Month.of(month).minLength();
    }

    private static boolean isPunctuated(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (text.charAt(10) == ' ' || text.charAt(10) == 'T')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && (text.length() == SHORTEST || text.charAt(SHORTEST) == '.');
    }

    private static int digits(String text, int start, int end) {
        int value = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
