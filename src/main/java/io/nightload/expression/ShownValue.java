package io.nightload.expression;

import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.TextFormat;

/** A column and its value for the reason of a bad row: {@code name = 'Ann'}. */
final class ShownValue {

    private static final int LENGTH = 60;

    private ShownValue() {}

    static String of(Row row, Node.Column read) {
        Column column = read.column();
        String value = row.isNull(column) ? "NULL" : quoted(text(row, column), column);
        return read.path() + " = " + (value.length() > LENGTH ? value.substring(0, LENGTH) + "…" : value);
    }

    private static String quoted(String value, Column column) {
        return column.type().kind().valueClass() == String.class ? "'" + value + "'" : value;
    }

    /** The bytes as they are: a value that is no value of its type is to be seen too. */
    private static String text(Row row, Column column) {
        if (column.isComputed()) {
            return String.valueOf(row.value(column));
        }
        try {
            return String.valueOf(
                    row.value(new Column(column.name(), ColumnType.TEXT, TextFormat.STANDARD, column.slot())));
        } catch (RowError noText) {
            return "bytes that are no text";
        }
    }
}
