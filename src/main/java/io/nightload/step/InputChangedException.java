package io.nightload.step;

/** A step was begun with another input or definition than it would resume with; nothing was read. */
public final class InputChangedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InputChangedException(String step, String what, long chunks) {
        super("step " + step + " cannot resume: " + what + " since the step began (" + chunks
                + " chunks are committed). Put back what was there, or begin anew with --again");
    }
}
