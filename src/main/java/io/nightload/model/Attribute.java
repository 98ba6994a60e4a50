package io.nightload.model;

import io.nightload.row.ColumnType;

/**
 * A column of an entity's table.
 *
 * @param nullable whether the table allows NULL in it
 * @param neverNull whether no row has NULL in it, which is more than not to allow it from now on
 */
public record Attribute(String name, ColumnType type, boolean nullable, boolean neverNull) {}
