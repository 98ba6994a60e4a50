package io.nightload.spec;

/**
 * One thing that is wrong in a file.
 *
 * @param position where
 * @param message what is wrong, the nearest known word where there is one, and how to mend it
 */
public record Problem(Position position, String message) {

    @Override
    public String toString() {
        return position + ": " + message;
    }
}
