package io.nightload.target.entity;

import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.TextFormat;
import io.nightload.target.copy.Assignment;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Turns one column of a row into the Java value of one attribute, by the same rules that COPY's encoder goes by.
 *
 * @param source of the row
 * @param target of the attribute
 * @param notNull whether the table refuses NULL
 * @param path of the column from the row, for messages
 */
record ColumnValue(Column source, ColumnType target, boolean notNull, String path) {

    private static final String OUT_OF_RANGE = "22003";
    private static final String NULL_REFUSED = "23502";

    /** @throws RowError if the value cannot go into the column */
    @Nullable
    Object of(Row row, ZoneId zone) {
        if (row.isNull(source)) {
            if (notNull) {
                throw new RowError("null value in '" + path + "', which its table refuses", NULL_REFUSED, path);
            }
            return null;
        }
        try {
            Object value = row.value(source);
            if (value == null || source.type().equals(target)) {
                return padded(value);
            }
            String text = Assignment.text(value, source.type(), target, zone);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return padded(target.decode(bytes, 0, bytes.length, TextFormat.in(zone)));
        } catch (RowError e) {
            throw new RowError(e.reason(), e.sqlState(), path);
        }
    }

    /** Fixed-length text with the blanks that the server gives back, so that a key is found again. */
    private @Nullable Object padded(@Nullable Object value) {
        if (target.kind() == ColumnType.Kind.NUMERIC && value instanceof Double) {
            throw new RowError("an entity cannot hold the numeric " + value, OUT_OF_RANGE, path);
        }
        if (target.kind() != ColumnType.Kind.CHAR || !(value instanceof String text)) {
            return value;
        }
        return text + " ".repeat(Math.max(0, target.length() - text.codePointCount(0, text.length())));
    }
}
