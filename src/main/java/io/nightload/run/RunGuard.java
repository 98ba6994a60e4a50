package io.nightload.run;

import io.nightload.checkpoint.InstanceKey;
import org.springframework.batch.core.job.parameters.JobParameters;

/** Sees to it that one process at a time runs a piece of work, and that the dead leave nothing behind. */
public interface RunGuard {

    /**
     * Enters the work, whatever the key's {@code again} says.
     *
     * @param onLost called from another thread when the right to run is lost
     * @throws BusyException if another live process runs it
     */
    Turn enter(InstanceKey work, Runnable onLost);

    /** The right to run, until it is closed. */
    interface Turn extends AutoCloseable {

        /**
         * Ends the executions of this job instance that say they run although their process is dead.
         *
         * @param complete whether the target shows the instance as complete
         * @return whether there were any
         */
        boolean settleDead(String job, JobParameters parameters, boolean complete);

        /** Notes which execution it is, for whoever meets it. */
        void running(long executionId);

        @Override
        void close();
    }
}
