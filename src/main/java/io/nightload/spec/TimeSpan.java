package io.nightload.spec;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: a whole number and {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}. */
public final class TimeSpan {

    /** How a message about one that is not understood goes on. */
    public static final String EXPECTED = "a length of time such as 500ms, 30s, 10m, 24h or 90d";

    /** A hundred years, which every timestamp of a database bears. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(ms|[smhd])");

    private TimeSpan() {}

    /** Empty where the text is none, or more than a hundred years. A day has 24 hours. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(of(Long.parseLong(matcher.group(1)), matcher.group(2)))
                        .filter(span -> span.compareTo(LONGEST) <= 0)
                : Optional.empty();
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** In the largest unit that leaves no rest, so that {@link #parse} gives it back. */
    public static String text(Duration span) {
        long millis = span.toMillis();
        if (millis == 0) {
            return "0s";
        }
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = span.toSeconds();
        if (seconds % 60 != 0) {
            return seconds + "s";
        }
        long minutes = span.toMinutes();
        if (minutes % 60 != 0) {
            return minutes + "m";
        }
        return span.toHours() % 24 == 0 ? span.toDays() + "d" : span.toHours() + "h";
    }
}
