package io.nightload.source.jdbc;

import io.nightload.source.keyset.Since;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** Where {@code since} begins in this run, and the highest value that it has seen. */
final class Watermark {

    private final Since since;
    private final @Nullable String from;
    private @Nullable String highest;

    /**
     * A run that is resumed begins where it began, whatever others have read since then.
     *
     * @param remembered what the last run left, of whichever column
     */
    Watermark(Since since, ExecutionContext context, Optional<String> remembered) {
        this.since = since;
        String name = since.column().name() + "=";
        if (Place.hasSince(context)) {
            from = Place.from(context);
            highest = Place.highest(context);
        } else {
            highest = remembered
                    .filter(value -> value.startsWith(name))
                    .map(value -> value.substring(name.length()))
                    .orElse(null);
            from = highest == null ? null : since.from(highest);
        }
    }

    @Nullable
    String from() {
        return from;
    }

    void saw(@Nullable String value) {
        if (value != null && !value.equals(highest)) {
            highest = since.higher(highest, value);
        }
    }

    void write(ExecutionContext context) {
        Place.writeSince(context, from, highest);
    }

    Optional<String> toRemember() {
        return Optional.ofNullable(highest).map(value -> since.column().name() + "=" + value);
    }
}
