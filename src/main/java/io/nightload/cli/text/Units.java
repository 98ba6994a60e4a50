package io.nightload.cli.text;

import java.util.Locale;

/** Numbers as people read them. The same in every locale, so that scripts and logs agree. */
public final class Units {

    private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Units() {}

    /** {@code 1,234,567}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** One or the other word by the number: {@code 1 row}, {@code 2 rows}. */
    public static String count(long value, String one, String many) {
        return count(value) + " " + (value == 1 ? one : many);
    }

    /** Without decimals from 10 on: {@code 0.4}, {@code 9.5}, {@code 45,120}. */
    public static String decimal(double value) {
        return value < 9.95 ? String.format(Locale.ROOT, "%.1f", value) : count(Math.round(value));
    }

    /** {@code 0.34 s}, {@code 9.5 s}, {@code 42 s}, {@code 4 min 12 s}, {@code 3 h 05 min}, {@code 2 d 4 h}. */
    public static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return shortDuration(seconds) + " s";
        }
        if (whole < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
        }
        long minutes = Math.round(seconds / 60);
        if (minutes < 24 * 60) {
            return String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
        }
        long hours = Math.round(seconds / 3600);
        return String.format(Locale.ROOT, "%d d %d h", hours / 24, hours % 24);
    }

    /** A duration that is only guessed, rounded up: {@code 4 s}, {@code 4 min 12 s}. */
    public static String wholeSeconds(double seconds) {
        double whole = Math.ceil(seconds);
        return whole < 60 ? (long) whole + " s" : duration(whole);
    }

    private static String shortDuration(double seconds) {
        return seconds < 0.995 ? String.format(Locale.ROOT, "%.2f", seconds) : decimal(seconds);
    }

    /** Of {@code -Xmx}'s kind, where 1 MiB is 1,048,576 bytes: {@code 812 B}, {@code 1.5 KiB}, {@code 84 MiB}. */
    public static String bytes(long value) {
        double scaled = value;
        int unit = 0;
        while (scaled >= 1023.5 && unit < BYTES.length - 1) {
            scaled /= 1024;
            unit++;
        }
        return (unit == 0 ? Long.toString(value) : decimal(scaled)) + " " + BYTES[unit];
    }

    /** A share of 1 as {@code 0.4%} or {@code 63%}. */
    public static String percent(double share) {
        return decimal(share * 100) + "%";
    }
}
