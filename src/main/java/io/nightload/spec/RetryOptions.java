package io.nightload.spec;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one place sets of {@link Retry}; null is what it leaves alone. */
public record RetryOptions(
        @Nullable Integer attempts,
        @Nullable Duration pause,
        @Nullable Duration most) {

    public static final RetryOptions NONE = new RetryOptions(null, null, null);

    /** The rest as these say; the longest pause is at least the first one. */
    public Retry over(Retry others) {
        Duration first = Objects.requireNonNullElse(pause, others.pause());
        Duration longest = Objects.requireNonNullElse(most, others.most());
        return new Retry(
                Objects.requireNonNullElse(attempts, others.attempts()),
                first,
                longest.compareTo(first) < 0 ? first : longest);
    }

    /** With others over them, which replace those that both set. */
    public RetryOptions under(RetryOptions upper) {
        return new RetryOptions(
                upper.attempts == null ? attempts : upper.attempts,
                upper.pause == null ? pause : upper.pause,
                upper.most == null ? most : upper.most);
    }
}
