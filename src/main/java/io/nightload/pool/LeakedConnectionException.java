package io.nightload.pool;

import java.util.List;

/** A step ended and some of its connections had not been given back; they were closed with their pool. */
public final class LeakedConnectionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LeakedConnectionException(String pool, List<String> places) {
        super(
                "%d %s of %s not given back: taken at %s; close what is taken, in a try-with-resources or in the part's close()"
                        .formatted(
                                places.size(),
                                places.size() == 1 ? "connection" : "connections",
                                pool + (places.size() == 1 ? " was" : " were"),
                                String.join(" and at ", places)));
    }
}
