package io.nightload.step;

/** Hears what the steps of a run do, while they do it. Called from the run's thread; must not block. */
public interface StepListener {

    /** A sentence that a person should read: an embedded server started, an input changed since it was loaded. */
    default void note(String message) {}

    default void stepStarted(String step, String target) {}

    /** After each chunk. */
    default void progress(StepProgress progress) {}

    default void stepEnded(StepReport report) {}

    /**
     * How far a step is.
     *
     * @param rows read, over all executions of the instance
     * @param rejected of those
     * @param rowsPerSecond of this execution
     * @param done bytes of the input behind it, or 0
     * @param total bytes of the input, or -1 where unknown
     * @param secondsLeft or -1 where unknown
     */
    record StepProgress(
            String step, long rows, long rejected, double rowsPerSecond, long done, long total, double secondsLeft) {}
}
