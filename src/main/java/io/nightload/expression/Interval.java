package io.nightload.expression;

import io.nightload.row.RowError;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A span of time as PostgreSQL keeps it: months, days and time are apart, since neither a month nor a day has one length. */
record Interval(int months, int days, long micros) implements Comparable<Interval> {

    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    private static final Pattern PART = Pattern.compile(
            "\\s*(?:(?<sign>[-+]?)(?<h>\\d+):(?<m>\\d\\d)(?::(?<s>\\d\\d(?:\\.\\d{1,6})?))?|(?<n>[-+]?\\d+(?:\\.\\d+)?)\\s*(?<unit>[a-z]+))\\s*");

    /** Reads {@code 1 day}, {@code 2 hours 30 minutes}, {@code 1 year -2 mons}, {@code 04:05:06.7}. */
    static Interval parse(String text) {
        Matcher m = PART.matcher(text.toLowerCase(Locale.ROOT));
        Interval sum = new Interval(0, 0, 0);
        int at = 0;
        while (at < text.length() && m.find(at) && m.start() == at) {
            sum = sum.plus(m.group("n") == null ? clock(m) : part(new BigDecimal(m.group("n")), m.group("unit"), text));
            at = m.end();
        }
        if (at == 0 || at < text.length()) {
            throw invalid(text);
        }
        return sum;
    }

    private static RowError invalid(String text) {
        return new RowError(
                "invalid interval '" + text + "': write it as '1 day', '2 hours 30 minutes' or '04:05:06'",
                "22007",
                null);
    }

    private static Interval clock(Matcher m) {
        BigDecimal seconds = new BigDecimal(m.group("s") == null ? "0" : m.group("s"))
                .add(BigDecimal.valueOf(Long.parseLong(m.group("h")) * 3600 + Long.parseLong(m.group("m")) * 60));
        long micros = seconds.movePointRight(6).longValue();
        return new Interval(0, 0, "-".equals(m.group("sign")) ? -micros : micros);
    }

    private static Interval part(BigDecimal n, String unit, String text) {
        return switch (unit.length() > 3 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit) {
            case "year", "y", "yr" -> whole(n, 12, 0, text);
            case "month", "mon" -> whole(n, 1, 0, text);
            case "week", "w" -> whole(n, 0, 7, text);
            case "day", "d" -> whole(n, 0, 1, text);
            case "hour", "h", "hr" -> time(n, 3600 * SECOND);
            case "minute", "min", "m" -> time(n, 60 * SECOND);
            case "second", "sec", "s" -> time(n, SECOND);
            default -> throw invalid(text);
        };
    }

    private static Interval whole(BigDecimal n, int months, int days, String text) {
        try {
            int count = n.intValueExact();
            return new Interval(Math.multiplyExact(count, months), Math.multiplyExact(count, days), 0);
        } catch (ArithmeticException e) {
            throw invalid(text);
        }
    }

    private static Interval time(BigDecimal n, long unit) {
        return new Interval(0, 0, n.multiply(BigDecimal.valueOf(unit)).longValue());
    }

    Interval plus(Interval other) {
        try {
            return new Interval(
                    Math.addExact(months, other.months),
                    Math.addExact(days, other.days),
                    Math.addExact(micros, other.micros));
        } catch (ArithmeticException e) {
            throw Arithmetic.tooBig(Type.INTERVAL);
        }
    }

    Interval times(long factor) {
        try {
            return new Interval(
                    Math.toIntExact(months * factor),
                    Math.toIntExact(days * factor),
                    Math.multiplyExact(micros, factor));
        } catch (ArithmeticException e) {
            throw Arithmetic.tooBig(Type.INTERVAL);
        }
    }

    /** By PostgreSQL's rule: a month counts as 30 days, a day as 24 hours. */
    @Override
    public int compareTo(Interval other) {
        int byDays = Long.compare(wholeDays(), other.wholeDays());
        return byDays != 0 ? byDays : Long.compare(Math.floorMod(micros, DAY), Math.floorMod(other.micros, DAY));
    }

    private long wholeDays() {
        return months * 30L + days + Math.floorDiv(micros, DAY);
    }

    /** {@code 1 year 2 mons 3 days 04:05:06}; behind a part that is negative one that is not has its sign. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, months / 12, "year", false);
        append(text, months % 12, "mon", months < 0);
        append(text, days, "day", months < 0);
        boolean before = days == 0 ? months < 0 : days < 0;
        if (micros != 0 || text.isEmpty()) {
            long seconds = Math.abs(micros) / SECOND;
            text.append(text.isEmpty() ? "" : " ")
                    .append(micros < 0 ? "-" : before ? "+" : "")
                    .append(String.format(
                            Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60))
                    .append(fraction(Math.abs(micros) % SECOND));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int count, String unit, boolean before) {
        if (count != 0) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(before && count > 0 ? "+" : "")
                    .append(count)
                    .append(' ')
                    .append(unit)
                    .append(count == 1 ? "" : "s");
        }
    }

    /** {@code .5} of 500,000 microseconds, nothing of 0. */
    static String fraction(long micros) {
        return micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros).replaceAll("0+$", "");
    }
}
