package io.nightload.cli;

/** What a verb cannot do as it was asked; exit code 2. Its message is for people. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
