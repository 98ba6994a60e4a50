package io.nightload.row;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.chrono.IsoEra;
import java.time.temporal.ChronoField;

/** Writes dates and times as PostgreSQL does under DateStyle ISO; with an explicit offset where there is one. */
final class DateTimeOutput {

    private DateTimeOutput() {}

    static String write(LocalDate value) {
        if (value.equals(LocalDate.MAX) || value.equals(LocalDate.MIN)) {
            return infinity(value.equals(LocalDate.MAX));
        }
        return date(value) + era(value);
    }

    static String write(LocalDateTime value) {
        if (value.equals(LocalDateTime.MAX) || value.equals(LocalDateTime.MIN)) {
            return infinity(value.equals(LocalDateTime.MAX));
        }
        return date(value.toLocalDate()) + " " + time(micros(value.toLocalTime())) + era(value.toLocalDate());
    }

    static String write(OffsetDateTime value) {
        if (value.equals(OffsetDateTime.MAX) || value.equals(OffsetDateTime.MIN)) {
            return infinity(value.equals(OffsetDateTime.MAX));
        }
        return date(value.toLocalDate()) + " " + time(micros(value.toLocalTime()))
                + offset(value.getOffset().getTotalSeconds()) + era(value.toLocalDate());
    }

    static String write(LocalTime value) {
        return time(micros(value));
    }

    /** Of microseconds since midnight; a whole day is 24:00:00. */
    static String time(long micros) {
        StringBuilder text = new StringBuilder(15);
        long seconds = micros / 1_000_000;
        two(text, (int) (seconds / 3600)).append(':');
        two(text, (int) (seconds / 60 % 60)).append(':');
        two(text, (int) (seconds % 60));
        int fraction = (int) (micros % 1_000_000);
        if (fraction != 0) {
            text.append('.').append(Integer.toString(1_000_000 + fraction), 1, 7);
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        return text.toString();
    }

    private static String date(LocalDate value) {
        StringBuilder text = new StringBuilder(10);
        int year = value.get(ChronoField.YEAR_OF_ERA);
        if (year < 10_000) {
            two(two(text, year / 100), year % 100);
        } else {
            text.append(year);
        }
        two(text.append('-'), value.getMonthValue());
        return two(text.append('-'), value.getDayOfMonth()).toString();
    }

    private static String era(LocalDate value) {
        return value.getEra() == IsoEra.BCE ? " BC" : "";
    }

    private static String offset(int seconds) {
        int size = Math.abs(seconds);
        StringBuilder text = new StringBuilder(9);
        two(text.append(seconds < 0 ? '-' : '+'), size / 3600);
        if (size % 3600 != 0) {
            two(text.append(':'), size / 60 % 60);
        }
        if (size % 60 != 0) {
            two(text.append(':'), size % 60);
        }
        return text.toString();
    }

    private static StringBuilder two(StringBuilder text, int value) {
        return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    private static long micros(LocalTime time) {
        return time.toNanoOfDay() / 1000;
    }

    private static String infinity(boolean positive) {
        return positive ? "infinity" : "-infinity";
    }
}
