package io.nightload.row;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How a typed value is written in a source's text.
 *
 * @param dates how dates and times are written, or null for ISO 8601
 * @param decimal the decimal mark of numbers
 * @param zone where a time stands that names no offset of its own
 */
public record TextFormat(@Nullable DatePattern dates, char decimal, ZoneId zone) {

    /** ISO 8601 dates and times, a decimal point, and UTC: what Nightload itself writes. */
    public static final TextFormat STANDARD = in(ZoneOffset.UTC);

    /** ISO 8601 dates and times, a decimal point. */
    public static TextFormat in(ZoneId zone) {
        return new TextFormat(null, '.', zone);
    }

    boolean isIso() {
        return dates == null;
    }
}
