package io.nightload.source.jdbc;

import java.sql.SQLException;

/** A source that could not be read to its end. */
public final class ReadException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ReadException(Reading reading, SQLException cause) {
        super(
                "reading " + reading.subject().name() + " from connection " + reading.connection() + ": "
                        + cause.getMessage(),
                cause);
    }

    ReadException(Reading reading, String problem) {
        super("reading " + reading.subject().name() + " from connection " + reading.connection() + ": " + problem);
    }
}
