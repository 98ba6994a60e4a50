package io.nightload.entity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.LazyInitializationException;
import org.jspecify.annotations.Nullable;

/** Something was to be loaded of an object whose session has let go of it. */
public final class DetachedAccessException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What Hibernate names: a collection's role, or a class and an id. */
    private static final Pattern NAMED = Pattern.compile("(?:role:? '?|\\[)([\\p{L}\\p{N}_.$]+(?:#[^\\]]*)?)");

    private DetachedAccessException(String what, Throwable cause) {
        super(
                what
                        + " is read of a detached object: the chunk that it was loaded for is over, and it has no session any"
                        + " more. Keep the values that are needed later, not the object, or have them loaded with it:"
                        + " name the association under fetch, as in fetch: { "
                        + Names.column(what.replaceAll("#.*", "").replaceAll(".*\\.", "")) + ": … }",
                cause);
    }

    /** Where this is what is behind a failure. */
    static Optional<DetachedAccessException> behind(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LazyInitializationException) {
                Matcher named = NAMED.matcher(String.valueOf(cause.getMessage()));
                return Optional.of(
                        new DetachedAccessException(named.find() ? named.group(1) : "an association", cause));
            }
        }
        return Optional.empty();
    }
}
