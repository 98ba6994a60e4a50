package io.nightload.run;

import io.nightload.plan.LoadedJob;
import java.time.Duration;

/**
 * What to run.
 *
 * @param patience how long to wait for another live process that runs it
 */
public record RunRequest(LoadedJob job, Mode mode, Duration patience) {

    /** What becomes of an instance that has run before. */
    public enum Mode {
        /** It resumes, unless it is complete or held. */
        RESUME,
        /** It resumes, also where a person has stopped it; a complete one is complete. */
        RESTART,
        /** It is left as it is, complete or not, and the work begins anew. */
        AGAIN
    }

    boolean again() {
        return mode == Mode.AGAIN;
    }

    /** Whether a complete instance is no reason to do nothing. */
    boolean beginsAnew() {
        return again() || (mode == Mode.RESUME && job.parameters().identity().isEmpty());
    }

    /** Whether this is what a person does to let the instance go on. */
    boolean overrules(Hold hold) {
        return again() || (mode == Mode.RESTART && hold.kind() == Hold.Kind.STOPPED);
    }
}
