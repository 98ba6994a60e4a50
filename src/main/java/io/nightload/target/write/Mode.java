package io.nightload.target.write;

import java.util.Locale;

/** What the rows of a step do to their table. */
public enum Mode {
    /** Each row is added. */
    APPEND,
    /** A row whose key is new is added, one that differs is changed. */
    UPSERT,
    /** A row that is there is changed. */
    UPDATE,
    /** The rows take the place of all that are there, or of a slice of them. */
    REPLACE;

    /** As a job file writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
