package io.nightload.expression;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.JulianFields;
import java.util.Locale;

/** Writes a date by a template, as {@code to_char} does. */
final class DateWriter {

    private final LocalDateTime time;
    private final ZoneOffset offset;
    private final String zone;

    DateWriter(LocalDateTime time, ZoneOffset offset, String zone) {
        this.time = time;
        this.offset = offset;
        this.zone = zone;
    }

    String write(DateTemplate template) {
        StringBuilder text = new StringBuilder();
        template.tokens().forEach(token -> text.append(token.isText() ? token.written() : write(token)));
        return text.toString();
    }

    private String write(DateTemplate.Token token) {
        int year = time.get(ChronoField.YEAR_OF_ERA);
        return switch (token.word()) {
            case "YYYY" -> number(token, year, 4);
            case "YYY" -> number(token, year % 1000, 3);
            case "YY" -> number(token, year % 100, 2);
            case "Y" -> number(token, year % 10, 1);
            case "IYYY" -> number(token, time.get(IsoFields.WEEK_BASED_YEAR), 4);
            case "IW" -> number(token, time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case "ID" -> number(token, time.getDayOfWeek().getValue(), 1);
            case "MONTH" -> name(token, time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case "MON" ->
                token.inCase(time.getMonth()
                        .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                        .substring(0, 3));
            case "MM" -> number(token, time.getMonthValue(), 2);
            case "DDD" -> number(token, time.getDayOfYear(), 3);
            case "DD" -> number(token, time.getDayOfMonth(), 2);
            case "DAY" -> name(token, time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case "DY" ->
                token.inCase(time.getDayOfWeek()
                        .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                        .substring(0, 3));
            case "D" -> number(token, time.getDayOfWeek().getValue() % 7 + 1, 1);
            case "WW" -> number(token, (time.getDayOfYear() - 1) / 7 + 1, 2);
            case "W" -> number(token, (time.getDayOfMonth() - 1) / 7 + 1, 1);
            case "Q" -> number(token, time.get(IsoFields.QUARTER_OF_YEAR), 1);
            case "CC" -> number(token, (year - 1) / 100 + 1, 2);
            case "J" -> number(token, time.toLocalDate().getLong(JulianFields.JULIAN_DAY), 1);
            case "BC", "AD" -> token.written().equals(token.word()) ? era() : era().toLowerCase(Locale.ROOT);
            default -> writeTime(token);
        };
    }

    private String writeTime(DateTemplate.Token token) {
        int micros = time.getNano() / 1000;
        return switch (token.word()) {
            case "HH24" -> number(token, time.getHour(), 2);
            case "HH12", "HH" -> number(token, (time.getHour() + 11) % 12 + 1, 2);
            case "MI" -> number(token, time.getMinute(), 2);
            case "SS" -> number(token, time.getSecond(), 2);
            case "SSSS", "SSSSS" -> number(token, time.toLocalTime().toSecondOfDay(), 1);
            case "MS" -> number(token, micros / 1000, 3);
            case "US" -> number(token, micros, 6);
            case "AM", "PM" -> half(token, "AM", "PM");
            case "A.M.", "P.M." -> half(token, "A.M.", "P.M.");
            case "TZH" ->
                (offset.getTotalSeconds() < 0 ? "-" : "+")
                        + number(token, Math.abs(offset.getTotalSeconds()) / 3600, 2);
            case "TZM" -> number(token, Math.abs(offset.getTotalSeconds()) / 60 % 60, 2);
            case "OF" -> offset.getId().replace("Z", "+00").replaceAll(":00$", "");
            case "TZ" -> token.written().equals("tz") ? zone.toLowerCase(Locale.ROOT) : zone;
            default -> number(token, micros / (int) Math.pow(10, 6 - digits(token)), digits(token));
        };
    }

    /** Of FF1 to FF6. */
    private static int digits(DateTemplate.Token token) {
        return token.word().charAt(2) - '0';
    }

    private String half(DateTemplate.Token token, String morning, String afternoon) {
        String half = time.getHour() < 12 ? morning : afternoon;
        return Character.isUpperCase(token.written().charAt(0)) ? half : half.toLowerCase(Locale.ROOT);
    }

    private String era() {
        return time.getYear() < 1 ? "BC" : "AD";
    }

    private static String name(DateTemplate.Token token, String name) {
        String cased = token.inCase(name);
        return token.filled() ? TextFunctions.rpad(cased, 9) : cased;
    }

    private static String number(DateTemplate.Token token, long value, int width) {
        String digits = Long.toString(value);
        return token.filled() ? "0".repeat(Math.max(0, width - digits.length())) + digits : digits;
    }
}
