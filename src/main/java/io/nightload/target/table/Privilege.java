package io.nightload.target.table;

/** What a role may be granted on a table's column; DELETE is of the table, and so of all of its columns. */
public enum Privilege {
    SELECT,
    INSERT,
    UPDATE,
    DELETE
}
