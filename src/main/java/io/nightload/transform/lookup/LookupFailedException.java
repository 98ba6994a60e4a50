package io.nightload.transform.lookup;

import io.nightload.row.Origin;

/** A row's key has no row where it was looked up, and the job says that the step fails then. */
public final class LookupFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Origin origin;

    LookupFailedException(Origin origin, String what) {
        super(origin.name() + (origin.line() > 0 ? ":" + origin.line() : "") + ": " + what
                + "; missing: reject keeps such rows among the rejects, missing: null loads them without");
        this.origin = origin;
    }

    /** Of the row. */
    public Origin origin() {
        return origin;
    }
}
