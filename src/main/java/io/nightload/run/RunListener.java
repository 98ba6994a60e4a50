package io.nightload.run;

import io.nightload.step.StepListener;

/** Hears what a run does, while it does it. Called from the run's thread; must not block. */
public interface RunListener extends StepListener {

    /**
     * The job is about to start.
     *
     * @param identity the identifying parameters, {@code date=2026-11-20}, joined by a blank
     * @param resumed whether an earlier execution of this instance failed, stopped or died
     */
    default void jobStarted(long executionId, String job, String identity, boolean resumed) {}
}
