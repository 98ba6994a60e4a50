package io.nightload.advise.trial;

/** Hears of each trial before it begins. */
@FunctionalInterface
public interface TrialListener {

    /**
     * @param label of what is tried, within its dimension
     * @param round from 0, the one that does not count
     * @param secondsLeft for the step
     */
    void trying(String label, int round, double secondsLeft);
}
