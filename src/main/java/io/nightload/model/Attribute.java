package io.nightload.model;

import io.nightload.row.ColumnType;

/**
 * A column of an entity's table.
 *
 * @param nullable whether the table allows NULL in it
 */
public record Attribute(String name, ColumnType type, boolean nullable) {}
