package io.nightload.expression;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.util.UUID;

/** {@code cast(value as text)}: as PostgreSQL writes the value, with dates and times in ISO 8601. */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class TextOf {

    private TextOf() {}

    static String toText(int value) {
        return Integer.toString(value);
    }

    static String toText(long value) {
        return Long.toString(value);
    }

    static String toText(BigDecimal value) {
        return value.toPlainString();
    }

    /** The shortest digits that make this number again; an exponent where it is below -4 or above 14. */
    static String toText(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? (1 / value < 0 ? "-0" : "0") : Double.toString(value);
        }
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent >= -4 && exponent < 15) {
            return exact.toPlainString();
        }
        String mantissa = exact.movePointLeft(exponent).toPlainString();
        return mantissa + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    static String toText(boolean value) {
        return Boolean.toString(value);
    }

    static String toText(LocalDate value) {
        return Infinity.of(value).map(Infinity::toString).orElseGet(() -> day(value) + era(value));
    }

    static String toText(LocalTime value) {
        return clock(value);
    }

    static String toText(LocalDateTime value) {
        return Infinity.of(value)
                .map(Infinity::toString)
                .orElseGet(
                        () -> day(value.toLocalDate()) + " " + clock(value.toLocalTime()) + era(value.toLocalDate()));
    }

    static String toText(OffsetDateTime value, ZoneId zone) {
        if (Infinity.of(value).isPresent()) {
            return Infinity.of(value).get().toString();
        }
        OffsetDateTime local = value.atZoneSameInstant(zone).toOffsetDateTime();
        String offset = local.getOffset().getId().replace("Z", "+00").replaceAll(":00$", "");
        LocalDate day = local.toLocalDate();
        return day(day) + " " + clock(local.toLocalTime()) + offset + era(day);
    }

    static String toText(UUID value) {
        return value.toString();
    }

    static String toText(Interval value) {
        return value.toString();
    }

    private static String day(LocalDate value) {
        return String.format(
                "%04d-%02d-%02d", value.get(ChronoField.YEAR_OF_ERA), value.getMonthValue(), value.getDayOfMonth());
    }

    private static String era(LocalDate value) {
        return value.getYear() < 1 ? " BC" : "";
    }

    private static String clock(LocalTime value) {
        return String.format("%02d:%02d:%02d", value.getHour(), value.getMinute(), value.getSecond())
                + Interval.fraction(value.getNano() / 1000);
    }
}
