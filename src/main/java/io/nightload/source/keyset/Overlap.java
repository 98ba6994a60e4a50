package io.nightload.source.keyset;

import io.nightload.row.ColumnType.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A distance between two values of a column: of time, or a number.
 *
 * @param time of timestamps and dates; of these whole days
 * @param number of numbers
 */
record Overlap(Duration time, BigDecimal number) {

    private static final Pattern TIME = Pattern.compile("(\\d{1,9})([smhd])");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(\\.\\d{1,18})?");

    static Optional<Overlap> of(String text, Kind kind) {
        Matcher time = TIME.matcher(text.strip());
        boolean number = NUMBER.matcher(text.strip()).matches();
        boolean zero = number && new BigDecimal(text.strip()).signum() == 0;
        boolean temporal = kind == Kind.DATE || kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMPTZ;
        if (zero || (number && !temporal)) {
            return Optional.of(new Overlap(Duration.ZERO, new BigDecimal(text.strip())));
        }
        if (!temporal || !time.matches() || (kind == Kind.DATE && !time.group(2).equals("d"))) {
            return Optional.empty();
        }
        long amount = Long.parseLong(time.group(1));
        return Optional.of(new Overlap(
                switch (time.group(2)) {
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                },
                BigDecimal.ZERO));
    }

    static String expected(Kind kind) {
        return switch (kind) {
            case DATE -> "whole days, such as 1d";
            case TIMESTAMP, TIMESTAMPTZ -> "a time such as 30s, 15m, 2h or 1d";
            default -> "a number such as 1000";
        };
    }

    /** The value as far below this one. */
    Object below(Object value) {
        if (value instanceof LocalDate date) {
            return date.minusDays(time.toDays());
        } else if (value instanceof LocalDateTime timestamp) {
            return timestamp.minus(time);
        } else if (value instanceof OffsetDateTime timestamp) {
            return timestamp.minus(time);
        }
        return ((BigDecimal) value).subtract(number);
    }

    static boolean isFinite(Object value) {
        return !(value instanceof Double
                || value.equals(LocalDate.MAX)
                || value.equals(LocalDate.MIN)
                || value.equals(LocalDateTime.MAX)
                || value.equals(LocalDateTime.MIN)
                || value.equals(OffsetDateTime.MAX)
                || value.equals(OffsetDateTime.MIN));
    }
}
