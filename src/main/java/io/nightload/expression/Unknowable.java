package io.nightload.expression;

/** Stops the compilation of an expression over a column whose own expression was refused: there is nothing more to say. */
final class Unknowable extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unknowable() {
        super("", null, false, false);
    }
}
