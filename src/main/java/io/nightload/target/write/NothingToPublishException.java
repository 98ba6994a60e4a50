package io.nightload.target.write;

import io.nightload.part.Counts;
import java.util.Locale;

/** A replace had no row to put in the place of those that are there; they are left as they were. */
final class NothingToPublishException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NothingToPublishException(WritePlan plan, Counts counts) {
        super(String.format(
                Locale.ROOT,
                "no row came to replace %s with (%d read, %d filtered, %d rejected); it is left as it was. If nothing is"
                        + " to be left in it, say empty: true",
                plan.slice() == null
                        ? plan.table().name()
                        : "the rows of " + plan.table().name() + " where "
                                + plan.slice().text().strip(),
                counts.get(Counts.Kind.READ),
                counts.get(Counts.Kind.FILTERED),
                counts.get(Counts.Kind.REJECTED)));
    }
}
