package io.nightload.advise;

/** Hears what is tried. */
@FunctionalInterface
public interface AdviceListener {

    /**
     * A trial begins.
     *
     * @param what for people: {@code chunk 500, round 2}
     * @param secondsLeft that the step may take
     */
    void trying(String step, String what, double secondsLeft);
}
