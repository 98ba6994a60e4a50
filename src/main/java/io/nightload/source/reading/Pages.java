package io.nightload.source.reading;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rows behind a place, page by page, on a connection that goes back when they are closed. */
public interface Pages<P extends Page> extends AutoCloseable {

    /** The next rows, at least one, or null at the end. */
    @Nullable
    P next() throws SQLException;

    @Override
    void close() throws SQLException;
}
