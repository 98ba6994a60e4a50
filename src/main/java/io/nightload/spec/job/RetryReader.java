package io.nightload.spec.job;

import io.nightload.spec.Node;
import io.nightload.spec.Problems;
import io.nightload.spec.RetryOptions;
import io.nightload.spec.TimeSpan;
import io.nightload.spec.yaml.MappingReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code retry}, which a step or {@code nightload.yaml} sets: a mapping, or the number of attempts alone. */
public record RetryReader(Problems problems) {

    private static final String ATTEMPTS = "attempts";
    private static final List<String> KEYS = List.of(ATTEMPTS, "pause", "most");
    private static final int MOST_ATTEMPTS = 1_000;
    private static final Duration LONGEST = Duration.ofDays(1);

    public RetryOptions read(MappingReader keys) {
        Optional<Node> value = keys.entry("retry").map(Node.Entry::value);
        if (value.isEmpty()) {
            return RetryOptions.NONE;
        }
        if (value.get() instanceof Node.Scalar scalar && scalar.tag() == Node.Tag.INT) {
            return new RetryOptions(attempts(keys, "retry"), null, null);
        }
        if (value.get() instanceof Node.Scalar scalar && scalar.tag() != Node.Tag.NULL) {
            problems.add(
                    scalar.position(),
                    "retry is a number of attempts from 1 to " + MOST_ATTEMPTS
                            + ", or { attempts: 8, pause: 1s, most: 30s }, and is '" + scalar.value() + "'");
            return RetryOptions.NONE;
        }
        return MappingReader.mapping("retry", value.get(), problems)
                .map(mapping -> new MappingReader(mapping, KEYS, problems))
                .map(retry -> new RetryOptions(attempts(retry, ATTEMPTS), span(retry, "pause"), span(retry, "most")))
                .orElse(RetryOptions.NONE);
    }

    private static @Nullable Integer attempts(MappingReader keys, String key) {
        return keys.number(key, 1, MOST_ATTEMPTS).map(Long::intValue).orElse(null);
    }

    private @Nullable Duration span(MappingReader retry, String key) {
        Optional<Node.Scalar> scalar = retry.scalar(key);
        Optional<Duration> span =
                scalar.flatMap(text -> TimeSpan.parse(text.value())).filter(it -> it.compareTo(LONGEST) <= 0);
        if (scalar.isPresent() && span.isEmpty()) {
            problems.add(
                    scalar.get().position(),
                    key + " must be " + TimeSpan.EXPECTED + " and at most " + TimeSpan.text(LONGEST) + ", and is '"
                            + scalar.get().value() + "'");
        }
        return span.orElse(null);
    }
}
