package io.nightload.source.reading;

import java.sql.SQLException;

/** A source that could not be read to its end. */
public final class ReadException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The database refused, or was lost. */
    public ReadException(Reading reading, SQLException cause) {
        super(
                "reading " + reading.subject().name() + " from connection " + reading.connection() + ": "
                        + cause.getMessage(),
                cause);
    }

    /** @param problem of what was read, and how to mend it */
    public ReadException(Reading reading, String problem) {
        super("reading " + reading.subject().name() + " from connection " + reading.connection() + ": " + problem);
    }
}
