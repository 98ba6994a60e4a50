package io.nightload.run;

import io.nightload.checkpoint.InstanceKey;
import java.util.Optional;
import org.springframework.batch.core.job.parameters.JobParameters;

/** Sees to it that one process at a time runs a piece of work, and that the dead leave nothing behind. */
public interface RunGuard {

    /**
     * Enters the work, whatever the key's {@code again} says.
     *
     * @param patience how long it waits for another live process that runs it
     * @param holder called from another thread
     * @throws BusyException if one runs it for longer
     */
    Turn enter(InstanceKey work, Patience patience, Holder holder);

    /** Who has entered, and what it must hear while it runs. */
    interface Holder {

        /** The right to run is lost; another process may have it. */
        void leaseLost();

        /** A person holds the instance that is running. */
        void held(Hold hold);

        /** One that stops, whatever it hears. */
        static Holder stopping(Runnable stop) {
            return new Holder() {
                @Override
                public void leaseLost() {
                    stop.run();
                }

                @Override
                public void held(Hold hold) {
                    stop.run();
                }
            };
        }
    }

    /** The right to run, until it is closed. */
    interface Turn extends AutoCloseable {

        /**
         * Ends the executions of this job instance that say they run although their process is dead.
         *
         * @param complete whether the target shows the instance as complete
         * @return whether there were any
         */
        boolean settleDead(String job, JobParameters parameters, boolean complete);

        /** What a person wants of this instance. */
        Optional<Hold> hold(InstanceKey key);

        /** Lets a stopped instance go on. */
        void release(InstanceKey key);

        /** Gives up this instance, and the execution of it, for good. */
        void abandon(InstanceKey key, long executionId, String person);

        /** This process, for people: {@code on HOST, process ID}. */
        String process();

        /** Another live process that has the right to run by now, for people; empty where this one has it, or none. */
        Optional<String> rival();

        /** @throws BusyException if it is lost, and another process may have it */
        void requireHeld();

        /** Notes which execution of which instance it is, for whoever meets it or wants to stop it. */
        void running(InstanceKey key, long executionId);

        @Override
        void close();
    }
}
