package io.nightload.part;

/** A step cannot go on from where it was, whoever tries it however often: what it read or staged is no longer there as it was. */
public final class CannotResumeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message what has changed and how to mend it */
    public CannotResumeException(String message) {
        super(message);
    }
}
