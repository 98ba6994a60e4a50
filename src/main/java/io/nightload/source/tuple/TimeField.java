package io.nightload.source.tuple;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Dates and times by their binary form: days or microseconds since the year 2000, and the outermost numbers for the infinities. */
final class TimeField {

    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);

    private TimeField() {}

    static LocalDate date(int days) {
        return switch (days) {
            case Integer.MAX_VALUE -> LocalDate.MAX;
            case Integer.MIN_VALUE -> LocalDate.MIN;
            default -> EPOCH.plusDays(days);
        };
    }

    static LocalDateTime timestamp(long micros) {
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            return micros > 0 ? LocalDateTime.MAX : LocalDateTime.MIN;
        }
        return EPOCH.atStartOfDay().plus(micros, ChronoUnit.MICROS);
    }

    static OffsetDateTime instant(long micros) {
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            return micros > 0 ? OffsetDateTime.MAX : OffsetDateTime.MIN;
        }
        return timestamp(micros).atOffset(ZoneOffset.UTC);
    }
}
