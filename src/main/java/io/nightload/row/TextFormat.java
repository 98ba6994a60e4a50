package io.nightload.row;

import org.jspecify.annotations.Nullable;

/**
 * How a typed value is written in a source's text.
 *
 * @param pattern a pattern of {@link java.time.format.DateTimeFormatter} for dates and times, or null for ISO 8601
 * @param decimal the decimal mark of numbers
 */
public record TextFormat(@Nullable String pattern, char decimal) {

    /** ISO 8601 dates and times, a decimal point. */
    public static final TextFormat STANDARD = new TextFormat(null, '.');
}
