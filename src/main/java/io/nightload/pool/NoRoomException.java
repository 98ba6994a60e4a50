package io.nightload.pool;

import io.nightload.spec.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A server has too few connections left for a step; nothing of the step was begun, and it may fit later. */
public final class NoRoomException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoRoomException(List<Problem> lacking) {
        super(lacking.stream()
                .map(lack -> lack.message() + " (" + lack.position() + ")")
                .collect(Collectors.joining("; ")));
    }
}
