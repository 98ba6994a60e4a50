package io.nightload.advise;

/** Not one trial of a step ended in the time that it may take. */
final class UnfinishedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnfinishedException(double seconds) {
        super(
                ("not one chunk of it ended in %.0f s, and what it did was rolled back unfinished: raise --seconds, or set a smaller"
                                + " chunk or fewer --rows to try")
                        .formatted(seconds));
    }
}
