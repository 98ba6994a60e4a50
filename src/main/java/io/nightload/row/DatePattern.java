package io.nightload.row;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * A pattern for dates and times such as {@code dd.MM.yyyy}.
 *
 * @param text as a person wrote it, with the letters of {@link DateTimeFormatter}
 * @param formatter strict, so that 31 February is an error; names of months and days are English, in any case
 */
public record DatePattern(String text, DateTimeFormatter formatter) {

    /** @throws IllegalArgumentException if it is no pattern; the message says at which letter */
    public static DatePattern of(String text) {
        return new DatePattern(
                text,
                new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(text)
                        // Without an era the strict style leaves yyyy without a year.
                        .parseDefaulting(ChronoField.ERA, 1)
                        .toFormatter(Locale.ENGLISH)
                        .withResolverStyle(ResolverStyle.STRICT));
    }
}
