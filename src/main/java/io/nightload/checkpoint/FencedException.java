package io.nightload.checkpoint;

/** Another run has taken this step's checkpoint; nothing of the chunk in flight was committed. */
public final class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The whole run is overtaken, so that it takes no checkpoint of the step. */
    FencedException(CheckpointKey key) {
        super("another run has taken over job " + key.instance().job() + " before step " + key.step()
                + " began; this run stops and has committed nothing since");
    }

    FencedException(CheckpointKey key, long fence) {
        super("another run has taken over step " + key.step() + " of job "
                + key.instance().job() + " (fence " + fence
                + " is passed); this run stops and has committed nothing since");
    }
}
