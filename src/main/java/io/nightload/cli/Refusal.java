package io.nightload.cli;

/** What a verb cannot do as it was asked; exit code 2. Its message is for people. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }
}
