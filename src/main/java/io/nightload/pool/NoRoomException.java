package io.nightload.pool;

/** A server has too few connections left for a step; nothing of the step was begun, and it may fit later. */
public final class NoRoomException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoRoomException(String message) {
        super(message);
    }
}
