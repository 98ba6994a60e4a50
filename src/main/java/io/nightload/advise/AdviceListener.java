package io.nightload.advise;

/** Hears what is tried. */
public interface AdviceListener {

    /**
     * A trial begins.
     *
     * @param what for people: {@code chunk 500, round 2}
     * @param secondsLeft that the step may take
     */
    void trying(String step, String what, double secondsLeft);

    /** Something that a person should know: for whom it waits. */
    void note(String message);
}
