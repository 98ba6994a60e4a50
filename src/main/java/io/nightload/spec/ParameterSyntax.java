package io.nightload.spec;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the values of a type of parameter are written, in a job file as on the command line.
 *
 * <ul>
 *   <li>{@code string}: any text;
 *   <li>{@code int}: 64 bits, in decimal digits;
 *   <li>{@code numeric}: decimal digits with a point, and an exponent of at most three digits;
 *   <li>{@code boolean}: {@code true} or {@code false};
 *   <li>{@code date}: {@code 2026-11-20}, {@code today}, {@code yesterday}, {@code today-3d}, {@code today+1d};
 *   <li>{@code timestamp}: {@code 2026-11-20T06:30:00} with up to six decimals and no offset (the job's time zone is meant),
 *       {@code now}, or a date for its first instant.
 * </ul>
 */
public record ParameterSyntax(ParameterSpec.Type type) {

    private static final Pattern INT = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern NUMERIC = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIMESTAMP =
            Pattern.compile(DATE.pattern() + "[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?");
    private static final Pattern DAYS = Pattern.compile("today([+-][0-9]{1,5})d");
    private static final List<String> DATE_WORDS = List.of("today", "yesterday");
    private static final List<String> TIMESTAMP_WORDS = List.of("now", "today", "yesterday");

    /** A value that this type does not have; the message says what it is and how one is written. */
    public static final class InvalidValue extends Exception {

        private static final long serialVersionUID = 1;

        InvalidValue(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /**
     * The value that this text means: String, Long, BigDecimal, Boolean, LocalDate or LocalDateTime.
     *
     * @param asOf what {@code now} is, in the job's time zone
     */
    public Object value(String text, LocalDateTime asOf) throws InvalidValue {
        return switch (type) {
            case STRING -> string(text);
            case INT -> integer(text);
            case NUMERIC -> numeric(text);
            case BOOLEAN -> flag(text);
            case DATE -> date(text, asOf.toLocalDate());
            case TIMESTAMP -> timestamp(text, asOf);
        };
    }

    /** The one text that stands for this value, however it was written. */
    static String canonical(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof LocalDateTime moment
                ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(moment)
                : value.toString();
    }

    private static String string(String text) throws InvalidValue {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidValue("a string cannot hold the character U+0000, which PostgreSQL has not");
        }
        return text;
    }

    private static Long integer(String text) throws InvalidValue {
        if (!INT.matcher(text).matches()) {
            throw new InvalidValue("'" + text + "' is no int: write decimal digits");
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new InvalidValue(text + " is beyond an int's 64 bits");
        }
    }

    private static BigDecimal numeric(String text) throws InvalidValue {
        if (!NUMERIC.matcher(text).matches()) {
            throw new InvalidValue("'" + text + "' is no numeric: write decimal digits, with a point for decimals");
        }
        return new BigDecimal(text).stripTrailingZeros();
    }

    private static Boolean flag(String text) throws InvalidValue {
        if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidValue("'" + text + "' is no boolean: write true or false");
        }
        return Boolean.valueOf(text);
    }

    private static LocalDate date(String text, LocalDate today) throws InvalidValue {
        Matcher days = DAYS.matcher(text);
        if (days.matches()) {
            return today.plusDays(Long.parseLong(days.group(1)));
        }
        if (DATE_WORDS.contains(text)) {
            return text.equals("today") ? today : today.minusDays(1);
        }
        if (!DATE.matcher(text).matches()) {
            throw notWritten(text, "date", DATE_WORDS, "2026-11-20, today, yesterday or today-3d");
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidValue("there is no date " + text);
        }
    }

    private static LocalDateTime timestamp(String text, LocalDateTime now) throws InvalidValue {
        if (text.equals("now")) {
            return now.truncatedTo(ChronoUnit.MICROS);
        }
        boolean isDate = DATE.matcher(text).matches() || DAYS.matcher(text).matches() || DATE_WORDS.contains(text);
        if (isDate) {
            return date(text, now.toLocalDate()).atStartOfDay();
        }
        if (!TIMESTAMP.matcher(text).matches()) {
            throw notWritten(
                    text, "timestamp", TIMESTAMP_WORDS, "2026-11-20T06:30:00 without an offset, now, or a date");
        }
        try {
            return LocalDateTime.parse(text.replace(' ', 'T'));
        } catch (DateTimeException e) {
            throw new InvalidValue("there is no timestamp " + text);
        }
    }

    private static InvalidValue notWritten(String text, String type, List<String> words, String remedy) {
        String meant = NearestWord.to(text, words)
                .map(word -> ": did you mean '" + word + "'? Write ")
                .orElse(": write ");
        return new InvalidValue("'" + text + "' is no " + type + meant + remedy);
    }
}
