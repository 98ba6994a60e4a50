package io.nightload.expression;

import io.nightload.row.Row;

/** Where a row came from. */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class OriginFunctions {

    private OriginFunctions() {}

    @Sql(
            name = "file_path",
            does = "the path of the file that the row was read from, or the name of its table",
            example = "file_path()",
            gives = "data/orders.csv")
    static String filePath(Row row) {
        return row.origin().name();
    }

    @Sql(
            name = "line_number",
            does = "the line of the file that the row begins on, from 1; 0 where there are no lines",
            example = "line_number()",
            gives = "7")
    static long lineNumber(Row row) {
        return row.origin().line();
    }
}
