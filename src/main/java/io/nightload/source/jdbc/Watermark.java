package io.nightload.source.jdbc;

import io.nightload.source.keyset.Since;
import io.nightload.source.reading.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Where {@code since} begins in this run, and the value that the next one goes on from: the highest that was seen, or where
 * the rows come in another order, the highest that was there before the first of them was read.
 */
final class Watermark {

    private final Since since;
    private final @Nullable String from;
    private final boolean bounded;
    private final boolean isNew;
    private @Nullable String highest;

    /**
     * A run that is resumed begins where it began, whatever others have read since then.
     *
     * @param bounded whether no value counts that was not there at the beginning
     * @param remembered what the last run left, of whichever column
     */
    Watermark(Since since, boolean bounded, ExecutionContext context, Optional<String> remembered) {
        this.since = since;
        this.bounded = bounded;
        this.isNew = !Place.hasSince(context);
        if (!isNew) {
            from = Place.from(context);
            highest = Place.highest(context);
        } else {
            highest = highest(since, remembered);
            from = from(since, remembered);
        }
    }

    /** Where a run begins that was not begun before. */
    static @Nullable String from(Since since, Optional<String> remembered) {
        @Nullable String highest = highest(since, remembered);
        return highest == null ? null : since.from(highest);
    }

    private static @Nullable String highest(Since since, Optional<String> remembered) {
        String name = since.column().name() + "=";
        return remembered
                .filter(value -> value.startsWith(name))
                .map(value -> value.substring(name.length()))
                .orElse(null);
    }

    @Nullable
    String from() {
        return from;
    }

    /** Whether {@link #begin} has to be told what is there, before any row is read. */
    boolean needsBound() {
        return bounded && isNew;
    }

    /** @param value the highest one there is, or null where there is none */
    void begin(@Nullable String value) {
        if (value != null) {
            highest = since.higher(highest, value);
        }
    }

    void saw(@Nullable String value) {
        if (!bounded && value != null && !value.equals(highest)) {
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
