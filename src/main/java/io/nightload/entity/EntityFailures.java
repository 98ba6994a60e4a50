package io.nightload.entity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a user's code runs into when it uses entities otherwise than their step allows. */
public final class EntityFailures {

    private EntityFailures() {}

    /** The one that is behind a failure of the user's code, in a person's words; also where that code wrapped it. */
    public static Optional<RuntimeException> behind(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnplannedLoadException || cause instanceof StaleObjectException) {
                return Optional.of((RuntimeException) cause);
            }
        }
        return DetachedAccessException.behind(failure).map(RuntimeException.class::cast);
    }
}
