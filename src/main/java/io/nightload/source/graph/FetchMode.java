package io.nightload.source.graph;

/** How what stands behind an association is loaded. */
public enum FetchMode {
    /** In the statement of its holder; to-one only, or rows would multiply. */
    JOIN,
    /** By a statement of its own for all holders of a batch. */
    SELECT_IN;

    /** As a job file writes it. */
    @Override
    public String toString() {
        return this == JOIN ? "join" : "select-in";
    }
}
