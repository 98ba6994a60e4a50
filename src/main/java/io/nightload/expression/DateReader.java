package io.nightload.expression;

import io.nightload.row.RowError;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date by a template, as {@code to_date} and {@code to_timestamp} do: blanks are skipped, any sign stands for any
 * other, what follows the template is ignored. A date that does not exist is an error.
 */
final class DateReader {

    private final String text;
    private final DateTemplate template;
    private final Map<String, Integer> fields = new HashMap<>();
    private int at;

    DateReader(String text, DateTemplate template) {
        this.text = text;
        this.template = template;
    }

    LocalDateTime read() {
        for (int i = 0; i < template.tokens().size(); i++) {
            DateTemplate.Token token = template.tokens().get(i);
            if (token.isText()) {
                at = Math.min(text.length(), at + skipped(token));
            } else {
                boolean alone = i + 1 == template.tokens().size()
                        || template.tokens().get(i + 1).isText();
                fields.put(token.word(), value(token, alone));
            }
        }
        try {
            return LocalDateTime.of(date(), time());
        } catch (DateTimeException e) {
            throw new RowError("'" + text + "' is no date: " + e.getMessage(), "22008", null);
        }
    }

    /** The offset from UTC that the text names, or null. */
    @Nullable
    ZoneOffset offset() {
        Integer hours = fields.get("TZH");
        int minutes = fields.getOrDefault("TZM", 0);
        return hours == null ? null : ZoneOffset.ofHoursMinutes(hours, hours < 0 ? -minutes : minutes);
    }

    private int skipped(DateTemplate.Token token) {
        if (token.written().isBlank()) {
            return at < text.length() && !Character.isLetterOrDigit(text.charAt(at)) ? 1 : 0;
        }
        boolean sign = token.written().length() == 1
                && !Character.isLetterOrDigit(token.written().charAt(0));
        boolean absent = at < text.length() && Character.isLetterOrDigit(text.charAt(at));
        return sign && absent ? 0 : token.written().length();
    }

    private int value(DateTemplate.Token token, boolean alone) {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return switch (token.word()) {
            case "MONTH", "MON" -> month(token.word().equals("MON"));
            case "DAY", "DY" -> letters();
            case "AM", "PM", "A.M.", "P.M." -> afternoon(token.word().length());
            case "BC", "AD" -> era();
            case "TZH" -> signed(2);
            case "YYYY", "IYYY" -> digits(token, alone ? 9 : 4);
            case "YYY", "DDD" -> digits(token, 3);
            case "MS" -> fraction(token, 3);
            case "US" -> fraction(token, 6);
            case "FF1", "FF2", "FF3", "FF4", "FF5", "FF6" -> fraction(token, 6);
            case "Y", "D", "ID", "Q", "W" -> digits(token, 1);
            case "SSSS", "SSSSS" -> digits(token, 5);
            case "J" -> digits(token, 9);
            case "OF", "TZ" ->
                throw new RowError(token.word() + " can be written but not read: use TZH and TZM", "0A000", null);
            default -> digits(token, 2);
        };
    }

    private int digits(DateTemplate.Token token, int most) {
        int start = at;
        while (at < text.length() && at < start + most && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (start == at) {
            throw new RowError(
                    "'" + text + "' has no digits for " + token.written() + " at character " + (start + 1),
                    "22007",
                    null);
        }
        return Integer.parseInt(text.substring(start, at));
    }

    private int signed(int most) {
        boolean negative = text.startsWith("-", at);
        at += negative || text.startsWith("+", at) ? 1 : 0;
        int value = digits(new DateTemplate.Token("TZH", "TZH", true), most);
        return negative ? -value : value;
    }

    /** Digits after the decimal point: .5 is 500 ms. In microseconds. */
    private int fraction(DateTemplate.Token token, int most) {
        int start = at;
        int value = digits(token, most);
        return value * (int) Math.pow(10, 6 - (at - start));
    }

    private int month(boolean abbreviated) {
        for (Month month : Month.values()) {
            String full = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            String name = abbreviated ? full.substring(0, 3) : full;
            if (text.regionMatches(true, at, name, 0, name.length())) {
                at += name.length();
                return month.getValue();
            }
        }
        throw new RowError("'" + text + "' has no English month at character " + (at + 1), "22007", null);
    }

    private int letters() {
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return 0;
    }

    private int afternoon(int length) {
        boolean afternoon = text.regionMatches(true, at, "P", 0, 1);
        at = Math.min(text.length(), at + length);
        return afternoon ? 1 : 0;
    }

    private int era() {
        boolean before = text.regionMatches(true, at, "BC", 0, 2);
        at = Math.min(text.length(), at + 2);
        return before ? 1 : 0;
    }

    private LocalDate date() {
        if (fields.containsKey("J")) {
            return LocalDate.MIN.with(java.time.temporal.JulianFields.JULIAN_DAY, fields.get("J"));
        }
        int year = year();
        if (fields.containsKey("DDD")) {
            return LocalDate.ofYearDay(year, fields.get("DDD"));
        }
        if (fields.containsKey("IW")) {
            int week = fields.get("IW");
            return LocalDate.of(year, 1, 4)
                    .with(java.time.temporal.IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                    .with(java.time.temporal.ChronoField.DAY_OF_WEEK, fields.getOrDefault("ID", 1));
        }
        int month = fields.containsKey("MONTH")
                ? fields.get("MONTH")
                : fields.getOrDefault("MON", fields.getOrDefault("MM", 1));
        return LocalDate.of(year, month, fields.getOrDefault("DD", 1));
    }

    private int year() {
        Integer full = fields.getOrDefault("YYYY", fields.get("IYYY"));
        int year = full != null ? full : shortYear();
        boolean before = fields.getOrDefault("BC", 0) == 1 || fields.getOrDefault("AD", 0) == 1;
        return before ? 1 - year : year;
    }

    /** The year that is nearest to 2020, as in PostgreSQL. */
    private int shortYear() {
        if (fields.containsKey("YY")) {
            int year = fields.get("YY");
            return year < 70 ? 2000 + year : 1900 + year;
        }
        if (fields.containsKey("YYY")) {
            int year = fields.get("YYY");
            return year < 520 ? 2000 + year : 1000 + year;
        }
        return fields.containsKey("Y") ? 2000 + fields.get("Y") : 1;
    }

    private LocalTime time() {
        Integer seconds = fields.getOrDefault("SSSS", fields.get("SSSSS"));
        LocalTime whole = seconds != null
                ? LocalTime.ofSecondOfDay(seconds)
                : LocalTime.of(hour(), fields.getOrDefault("MI", 0), fields.getOrDefault("SS", 0));
        return whole.plusNanos(micros() * 1000L);
    }

    private int micros() {
        return fields.entrySet().stream()
                .filter(e -> e.getKey().equals("MS")
                        || e.getKey().equals("US")
                        || e.getKey().startsWith("FF"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private int hour() {
        if (fields.containsKey("HH24")) {
            return fields.get("HH24");
        }
        Integer twelve = fields.getOrDefault("HH12", fields.get("HH"));
        if (twelve == null) {
            return 0;
        }
        if (twelve < 1 || twelve > 12) {
            throw new RowError("hour " + twelve + " is invalid for the 12-hour clock", "22007", null);
        }
        boolean afternoon = fields.entrySet().stream()
                .anyMatch(e -> e.getKey().replace(".", "").endsWith("M")
                        && e.getKey().matches("[AP]\\.?M\\.?")
                        && e.getValue() == 1);
        return twelve % 12 + (afternoon ? 12 : 0);
    }
}
