package io.nightload.plan;

import io.nightload.spec.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** The servers have too few connections left for some step of a job: none of its steps was begun, and they may fit later. */
public final class TooFewConnectionsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooFewConnectionsException(List<Problem> lacking) {
        super(lacking.stream().map(Problem::toString).collect(Collectors.joining("\n")) + "\nnothing was run");
    }
}
