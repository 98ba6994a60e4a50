package io.nightload.model;

import java.util.List;

/**
 * A foreign key as the catalogue has it.
 *
 * @param from the table that refers
 * @param unique whether no two of its rows refer to the same one
 * @param optional whether a row need not refer to any
 * @param link whether {@code from} has this foreign key, one other, and no column beside theirs
 */
record ForeignKey(
        String name,
        TableName from,
        long fromOid,
        List<String> columns,
        TableName to,
        List<String> targetColumns,
        boolean unique,
        boolean optional,
        boolean link) {}
