package io.nightload.target.copy;

import io.nightload.row.ColumnType;

/** The plain forms of dates and times: {@code 2026-11-20}, {@code 10:15:30.123}, {@code +01:00}, in full and with no blanks around. */
final class PlainTimes {

    private static final int DATE_LENGTH = 10;
    private static final int CLOCK_LENGTH = 8;
    private static final int MAX_FRACTION = 6;
    /** The last day of each month that every year has. */
    private static final int[] LAST_DAYS = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private PlainTimes() {}

    static PlainForm of(ColumnType target) {
        int fraction = target.precision() < 0 ? MAX_FRACTION : target.precision();
        return switch (target.kind()) {
            case DATE -> (b, start, end) -> end - start == DATE_LENGTH && isDate(b, start);
            case TIME -> (b, start, end) -> clockEnd(b, start, end, fraction) == end;
            case TIMESTAMP -> (b, start, end) -> timestampEnd(b, start, end, fraction) == end;
            case TIMESTAMPTZ -> (b, start, end) -> isOffset(b, timestampEnd(b, start, end, fraction), end);
            default -> PlainForm.NONE;
        };
    }

    private static boolean isDate(byte[] b, int start) {
        if (b[start + 4] != '-' || b[start + 7] != '-') {
            return false;
        }
        int year = two(b, start) * 100 + two(b, start + 2);
        int month = two(b, start + 5);
        int day = two(b, start + 8);
        return two(b, start) >= 0
                && two(b, start + 2) >= 0
                && year > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= LAST_DAYS[month];
    }

    /** Where the time that begins here ends, or -1 if none does. */
    private static int clockEnd(byte[] b, int start, int end, int fraction) {
        int seconds = start + CLOCK_LENGTH;
        if (seconds > end || b[start + 2] != ':' || b[start + 5] != ':') {
            return -1;
        }
        int hour = two(b, start);
        int minute = two(b, start + 3);
        int second = two(b, start + 6);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return -1;
        }
        if (seconds == end || b[seconds] != '.') {
            return seconds;
        }
        int last = PlainForms.skipDigits(b, seconds + 1, end);
        return last - seconds - 1 <= fraction ? last : -1;
    }

    private static int timestampEnd(byte[] b, int start, int end, int fraction) {
        boolean dated = end - start > DATE_LENGTH
                && isDate(b, start)
                && (b[start + DATE_LENGTH] == ' ' || b[start + DATE_LENGTH] == 'T');
        return dated ? clockEnd(b, start + DATE_LENGTH + 1, end, fraction) : -1;
    }

    /** Whether what begins here is Z, +01, +0130 or +01:30, of at most 14 hours. */
    private static boolean isOffset(byte[] b, int start, int end) {
        int size = start < 0 ? 0 : end - start;
        if (size == 1) {
            return b[start] == 'Z';
        }
        if ((size != 3 && size != 5 && size != 6) || (b[start] != '+' && b[start] != '-')) {
            return false;
        }
        int hours = two(b, start + 1);
        int minutes = size == 3 ? 0 : two(b, end - 2);
        return hours >= 0 && hours <= 14 && minutes >= 0 && minutes <= 59 && (size != 6 || b[start + 3] == ':');
    }

    /** The number of two decimal digits, or below 0. */
    private static int two(byte[] b, int i) {
        int high = b[i] - '0';
        int low = b[i + 1] - '0';
        return high < 0 || high > 9 || low < 0 || low > 9 ? -1000 : high * 10 + low;
    }
}
