package io.nightload.expression;

/** Stops the compilation of one expression: what is wrong, and at which character of its text. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int offset;

    Refusal(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    int offset() {
        return offset;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
