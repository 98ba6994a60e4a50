package io.nightload.step;

import io.nightload.part.Counts;
import io.nightload.spec.Position;
import io.nightload.spec.StepOptions;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step rejected more rows than it may; the rejected rows are committed. */
public final class TooManyRejectsException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final double PERCENT = 100.0;

    private TooManyRejectsException(long rejected, long read, String limit, Position position) {
        super(String.format(
                Locale.ROOT,
                "%d of %d rows were rejected (%.2f%%), the limit is %s: mend what is wrong and replay them"
                        + " (nightload rejects replay), raise rejects, or mend the input and run with --again (%s)",
                rejected,
                read,
                rejected * PERCENT / read,
                limit,
                position));
    }

    /**
     * Judges a number of rows after each chunk, and a percentage at the end of the data.
     *
     * @param replayed how many of those that were counted are loaded by now
     */
    static Optional<TooManyRejectsException> of(
            StepOptions.@Nullable RejectLimit limit, Counts counts, long replayed, boolean atEnd) {
        if (limit == null) {
            return Optional.empty();
        }
        long rejected = counts.get(Counts.Kind.REJECTED) - replayed;
        long read = counts.get(Counts.Kind.READ);
        if (limit.rows() >= 0 && rejected > limit.rows()) {
            return Optional.of(
                    new TooManyRejectsException(rejected, read, String.valueOf(limit.rows()), limit.position()));
        }
        if (atEnd && limit.percent() >= 0 && rejected * PERCENT > limit.percent() * read) {
            return Optional.of(new TooManyRejectsException(rejected, read, limit.percent() + "%", limit.position()));
        }
        return Optional.empty();
    }
}
