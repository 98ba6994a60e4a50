package io.nightload.source.reading;

/** How rows are asked for. */
public enum ReadMode {
    /** A page at a time, each behind the last key. */
    PAGING,
    /** By one statement in a transaction of its own. */
    CURSOR
}
