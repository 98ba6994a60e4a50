package io.nightload.target.search;

import io.nightload.model.TableName;
import io.nightload.row.ColumnType;
import io.nightload.target.table.TargetColumn;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A temporary table in which rows stand, numbered, before they are tried. It takes every row that COPY can be sent: its
 * columns have no domains, those of tuples no lengths, and what only the server can judge is text in it.
 *
 * @param marks further columns before those of the rows, for SQL, each a boolean
 * @param tuples whether the rows come as tuples, whose bytes are of their table's types
 */
record Queue(List<String> marks, List<TargetColumn> columns, boolean tuples) {

    static final String NUMBER = TableName.quote("nightload ordinal");

    String name() {
        return "pg_temp."
                + TableName.quote(
                        "nightload queue " + Integer.toHexString(definition().hashCode()));
    }

    /** Makes it, empty. */
    String ready() {
        return "CREATE TEMPORARY TABLE IF NOT EXISTS " + name() + " (" + definition()
                + ") ON COMMIT DELETE ROWS; DELETE FROM " + name();
    }

    private String definition() {
        return NUMBER + " pg_catalog.int8 PRIMARY KEY, "
                + marks.stream().map(mark -> mark + " pg_catalog.bool, ").collect(Collectors.joining())
                + columns.stream()
                        .map(column -> TableName.quote(column.name()) + " " + type(column))
                        .collect(Collectors.joining(", "));
    }

    /** A COPY of values has judged their lengths before it sends them; of tuples the INSERT does. */
    private String type(TargetColumn column) {
        return isText(column)
                ? "pg_catalog.text"
                : tuples ? column.type().unlimitedName() : column.type().name();
    }

    /** The columns that COPY sends, for SQL. */
    String copied() {
        return before() + names();
    }

    /** Those before the rows' own. */
    String before() {
        return NUMBER + ", " + marks.stream().map(mark -> mark + ", ").collect(Collectors.joining());
    }

    String names() {
        return columns.stream().map(column -> TableName.quote(column.name())).collect(Collectors.joining(", "));
    }

    /** The rows with their numbers, in the types of the table they go to. */
    String typed() {
        return "(SELECT " + NUMBER
                + columns.stream()
                        .map(column -> ", " + value(column) + " AS " + TableName.quote(column.name()))
                        .collect(Collectors.joining())
                + " FROM " + name() + ")";
    }

    /** The rows' values in the types of the table they go to. */
    String values() {
        return columns.stream().map(this::value).collect(Collectors.joining(", "));
    }

    private String value(TargetColumn column) {
        String name = TableName.quote(column.name());
        return isText(column) ? "CAST(" + name + " AS " + column.type().name() + ")" : name;
    }

    /** Types of which the text that arrives is not judged before it is sent, or has the same bytes in either format. */
    private boolean isText(TargetColumn column) {
        ColumnType.Kind kind = column.type().kind();
        return !tuples
                && (kind == ColumnType.Kind.OTHER || kind == ColumnType.Kind.ARRAY || kind == ColumnType.Kind.ENUM);
    }
}
