package io.nightload.step;

/** A step was begun with another input or definition than it would resume with; nothing was read. */
public final class InputChangedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InputChangedException(String change, long chunks) {
        super("it cannot resume: " + change + " since the step began (" + chunks
                + (chunks == 1 ? " chunk is" : " chunks are")
                + " committed). Put back what was there, or begin anew with --again (where the step appends, delete its rows from the target and"
                + " its lines from nightload.checkpoint first)");
    }
}
