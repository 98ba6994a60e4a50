package io.nightload.spec.settings;

import io.nightload.spec.LeaseTimes;
import io.nightload.spec.Problems;
import io.nightload.spec.TimeSpan;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes sense of {@code lease: { heartbeat, expiry }}. */
record LeaseReader(Expansion expansion, Problems problems) {

    static final String HEARTBEAT = "heartbeat";
    static final String EXPIRY = "expiry";

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** @param settings {@code lease.heartbeat} and {@code lease.expiry}, where they are set */
    LeaseTimes read(Map<String, Setting> settings) {
        LeaseTimes defaults = LeaseTimes.DEFAULT;
        @Nullable Setting expiry = settings.get(key(EXPIRY));
        @Nullable Setting heartbeat = settings.get(key(HEARTBEAT));
        LeaseTimes times = new LeaseTimes(span(heartbeat, defaults.heartbeat()), span(expiry, defaults.expiry()));
        @Nullable Setting last = expiry == null ? heartbeat : expiry;
        if (last != null && !times.areApart()) {
            problems.add(
                    last.position(),
                    "the lease's expiry is %s and its heartbeat %s: an expiry of at least %d heartbeats, %s, tells a late one from a dead process"
                            .formatted(
                                    TimeSpan.text(times.expiry()),
                                    TimeSpan.text(times.heartbeat()),
                                    LeaseTimes.BEATS,
                                    TimeSpan.text(times.heartbeat().multipliedBy(LeaseTimes.BEATS))));
        }
        return times;
    }

    static String key(String name) {
        return "lease." + name;
    }

    private Duration span(@Nullable Setting setting, Duration otherwise) {
        if (setting == null) {
            return otherwise;
        }
        String text = expansion.text(setting);
        Duration span = TimeSpan.parse(text).orElse(Duration.ZERO);
        if (span.compareTo(SHORTEST) < 0 || span.compareTo(LONGEST) > 0) {
            problems.add(
                    setting.position(),
                    "'" + text + "' is not " + TimeSpan.EXPECTED + ", at least " + TimeSpan.text(SHORTEST)
                            + " and at most " + TimeSpan.text(LONGEST));
            return otherwise;
        }
        return span;
    }
}
