package io.nightload.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A person's wish that a job instance does not go on.
 *
 * @param executionId that the person named
 * @param person as {@code user@host}
 * @param since when, by the control database's clock
 */
public record Hold(Kind kind, long executionId, String person, Instant since) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** For how long. */
    public enum Kind {
        /** Until it is restarted. */
        STOPPED,
        /** For good; only {@code --again} does the work anew. */
        ABANDONED;

        /** As it stands in {@code nightload.hold}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code stopped by ann@db1 on 2026-11-21 02:14:09 UTC}. */
    public String sentence() {
        return kind.text() + " by " + person + " on " + TIME.format(since) + " UTC";
    }
}
