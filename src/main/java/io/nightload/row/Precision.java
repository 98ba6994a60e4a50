package io.nightload.row;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** Rounds times to the fraction digits of {@code time(p)} and {@code timestamp(p)}, as PostgreSQL does. */
final class Precision {

    private static final long[] MICROS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};
    /** PostgreSQL counts from here, and rounds halves away from it. */
    private static final LocalDateTime ORIGIN = LocalDateTime.of(2000, 1, 1, 0, 0);

    private Precision() {}

    static long round(long micros, int digits) {
        if (digits < 0) {
            return micros;
        }
        long unit = MICROS[digits];
        return micros >= 0 ? (micros + unit / 2) / unit * unit : -((-micros + unit / 2) / unit * unit);
    }

    /** Also drops what is below a microsecond, which only a pattern can have read. */
    static LocalDateTime round(LocalDateTime value, int digits) {
        if (digits < 0 || digits == 6) {
            return value.truncatedTo(ChronoUnit.MICROS);
        }
        Duration since = Duration.between(ORIGIN, value);
        long micros = Math.addExact(Math.multiplyExact(since.getSeconds(), 1_000_000L), since.getNano() / 1000);
        return ORIGIN.plus(round(micros, digits), ChronoUnit.MICROS);
    }
}
