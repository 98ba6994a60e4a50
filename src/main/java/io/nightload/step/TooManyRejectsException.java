package io.nightload.step;

import io.nightload.part.Counts;
import io.nightload.spec.StepOptions;
import org.jspecify.annotations.Nullable;

/** A step rejected more rows than it may; the rejected rows are committed. */
public final class TooManyRejectsException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final double PERCENT = 100.0;

    private TooManyRejectsException(String message) {
        super(message);
    }

    /**
     * Judges a number of rows after each chunk, and a percentage at the end of the data.
     *
     * @throws TooManyRejectsException if there are more rejected rows than the limit
     */
    static void check(String step, StepOptions.@Nullable RejectLimit limit, Counts counts, boolean atEnd) {
        long rejected = counts.get(Counts.Kind.REJECTED);
        long read = counts.get(Counts.Kind.READ);
        if (limit == null) {
            return;
        }
        if (limit.rows() >= 0 && rejected > limit.rows()) {
            throw new TooManyRejectsException("step " + step + " rejected " + rejected + " of " + read
                    + " rows, its limit is " + limit.rows()
                    + ": mend the input and run with --again, or raise rejects ("
                    + limit.position() + ")");
        }
        if (atEnd && limit.percent() >= 0 && rejected * PERCENT > limit.percent() * read) {
            throw new TooManyRejectsException("step " + step + " rejected " + rejected + " of " + read + " rows, "
                    + String.format(java.util.Locale.ROOT, "%.2f", rejected * PERCENT / read) + "%, its limit is "
                    + limit.percent() + "%: mend the input and run with --again, or raise rejects (" + limit.position()
                    + ")");
        }
    }
}
