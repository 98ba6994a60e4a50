package io.nightload.source.relation;

import io.nightload.row.ColumnType;

/**
 * A column of a table or of what a query gives.
 *
 * @param name as jobs know it
 * @param label as the database calls it
 * @param nullable whether it may hold NULL, as far as that is known
 * @param text how its fields are read
 */
public record SourceColumn(String name, String label, ColumnType type, boolean nullable, FieldText text) {}
