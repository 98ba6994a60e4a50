package io.nightload.pool.guard;

/** Somebody other than the step tried to end a chunk's transaction; nothing of the chunk was committed. */
public final class SecondCommitException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SecondCommitException(String step, long chunk, String what, String place) {
        super(("chunk %d of step %s has one commit, its own, and %s at %s would be a second one; it was refused and the"
                        + " chunk rolled back: leave the transaction to the step, or use a connection of your own")
                .formatted(chunk, step, what, place));
    }
}
