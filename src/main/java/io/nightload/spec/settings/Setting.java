package io.nightload.spec.settings;

import io.nightload.spec.Node;
import io.nightload.spec.Position;

/**
 * One value as it was written.
 *
 * @param rank of its layer: a higher one goes before a lower one
 * @param literal whether <code>${…}</code> in it stands for itself, as in an environment variable
 */
record Setting(Node.Scalar scalar, int rank, boolean literal) {

    static final int OF_FILE = 0;
    static final int OF_ENVIRONMENT = 1;
    static final int OF_VARIABLE = 2;

    static Setting ofVariable(String name, String value) {
        Position position = Position.of("environment variable " + name);
        return new Setting(new Node.Scalar(position, value, Node.Tag.STR, index -> position), OF_VARIABLE, true);
    }

    Position position() {
        return scalar.position();
    }

    /** Its value may be a password. */
    @Override
    public String toString() {
        return "setting at " + position();
    }
}
