package io.nightload.spec.yaml;

import io.nightload.spec.Position;

/** A document that is not read on, because of what stands at this position. */
final class RefusedDocument extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Position position;

    RefusedDocument(Position position, String message) {
        super(message);
        this.position = position;
    }

    Position position() {
        return position;
    }

    /** What is wrong, without the position. */
    String problem() {
        return String.valueOf(getMessage());
    }
}
