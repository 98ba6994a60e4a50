package io.nightload.target.table;

/** What a role may be granted on a table's column. */
public enum Privilege {
    SELECT,
    INSERT,
    UPDATE
}
