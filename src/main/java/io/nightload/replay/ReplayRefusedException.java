package io.nightload.replay;

/** What was asked for cannot be replayed; nothing was. */
public final class ReplayRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ReplayRefusedException(String message) {
        super(message);
    }
}
