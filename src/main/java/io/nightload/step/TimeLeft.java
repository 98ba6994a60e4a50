package io.nightload.step;

/**
 * The time that a step has left, going by what it has done so far.
 *
 * @param least seconds before which that says too little to be told: caches are cold, and chunks still grow
 */
record TimeLeft(double least) {

    static final TimeLeft USUAL = new TimeLeft(3);

    /**
     * In seconds, or -1 where it is not known yet.
     *
     * @param seconds that it took to gain so much
     * @param rest of the same unit
     */
    double of(double seconds, long gained, long rest) {
        return gained > 0 && seconds >= least ? seconds * rest / gained : -1;
    }
}
