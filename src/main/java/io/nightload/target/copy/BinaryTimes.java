package io.nightload.target.copy;

import io.nightload.row.ColumnType.Kind;

/** The binary forms of dates and times: days or microseconds since the beginning of the year 2000. */
final class BinaryTimes {

    static final long EPOCH_DAYS = 10_957;
    static final long MICROS_PER_SECOND = 1_000_000;
    static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    private static final int DATE_LENGTH = 10;
    private static final int CLOCK_LENGTH = 8;
    private static final int FRACTION_DIGITS = 6;

    private BinaryTimes() {}

    static BinaryForm of(Kind kind) {
        return switch (kind) {
            case DATE ->
                (text, start, end, out) -> {
                    out.addInt(Integer.BYTES);
                    out.addInt((int) days(text, start));
                };
            case TIME -> (text, start, end, out) -> addMicros(micros(text, start, end), out);
            case TIMESTAMP -> (text, start, end, out) -> addMicros(timestamp(text, start, end), out);
            default ->
                (text, start, end, out) -> {
                    int offset = offset(text, start + DATE_LENGTH, end);
                    long there = timestamp(text, start, offset);
                    addMicros(there - offsetSeconds(text, offset, end) * MICROS_PER_SECOND, out);
                };
        };
    }

    private static void addMicros(long micros, CopyBuffer out) {
        out.addInt(Long.BYTES);
        out.addLong(micros);
    }

    /** Howard Hinnant's days_from_civil, for years from 0 on. */
    private static long days(byte[] text, int start) {
        int month = two(text, start + 5);
        int year = two(text, start) * 100 + two(text, start + 2) - (month <= 2 ? 1 : 0);
        int era = year / 400;
        int ofEra = year - era * 400;
        int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + two(text, start + 8) - 1;
        int day = ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear;
        return era * 146_097L + day - 719_468 - EPOCH_DAYS;
    }

    private static long timestamp(byte[] text, int start, int end) {
        return days(text, start) * MICROS_PER_DAY + micros(text, start + DATE_LENGTH + 1, end);
    }

    private static long micros(byte[] text, int start, int end) {
        long seconds = (two(text, start) * 60L + two(text, start + 3)) * 60 + two(text, start + 6);
        long fraction = 0;
        for (int i = 0; i < FRACTION_DIGITS; i++) {
            int at = start + CLOCK_LENGTH + 1 + i;
            fraction = fraction * 10 + (at < end ? text[at] - '0' : 0);
        }
        return seconds * MICROS_PER_SECOND + fraction;
    }

    /** Where the offset begins. */
    private static int offset(byte[] text, int clock, int end) {
        int i = clock;
        while (i < end && text[i] != 'Z' && text[i] != '+' && text[i] != '-') {
            i++;
        }
        return i;
    }

    private static long offsetSeconds(byte[] text, int start, int end) {
        if (text[start] == 'Z') {
            return 0;
        }
        long minutes = two(text, start + 1) * 60L + (end - start > 3 ? two(text, end - 2) : 0);
        return text[start] == '-' ? -minutes * 60 : minutes * 60;
    }

    private static int two(byte[] text, int i) {
        return (text[i] - '0') * 10 + text[i + 1] - '0';
    }
}
