package io.nightload.replay;

/** What was asked for cannot be replayed; nothing was. */
public final class ReplayRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean abandoned;

    ReplayRefusedException(String message) {
        this(message, false);
    }

    /** @param abandoned whether a person has given the execution up */
    ReplayRefusedException(String message, boolean abandoned) {
        super(message);
        this.abandoned = abandoned;
    }

    /** Whether a person has given the execution up, so that the way out is to run the job anew. */
    public boolean isAbandoned() {
        return abandoned;
    }
}
