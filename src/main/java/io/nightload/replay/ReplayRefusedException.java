package io.nightload.replay;

import java.util.List;

/** What was asked for cannot be replayed; nothing was. */
public final class ReplayRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final List<String> anew;

    ReplayRefusedException(String message) {
        this(message, List.of());
    }

    /** @param anew what runs the job anew instead, as words after {@code nightload} */
    ReplayRefusedException(String message, List<String> anew) {
        super(message);
        this.anew = List.copyOf(anew);
    }

    /** What runs the job anew instead, as words after {@code nightload}; empty where that is no way out. */
    public List<String> anew() {
        return anew;
    }
}
