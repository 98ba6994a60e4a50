package io.nightload.cli.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a result as it arrives. */
public interface RowSink {

    /** Once, before the rows. */
    void begin(List<ResultColumn> columns);

    /** Values are PostgreSQL's text of them, or null; booleans are {@code true} and {@code false}. */
    void row(List<@Nullable String> values);

    /**
     * Hands on what is buffered.
     *
     * @return whether anybody still reads it
     */
    boolean flush();

    /** @param more whether there are rows that were not asked for */
    void end(boolean more);
}
