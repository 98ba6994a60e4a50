package io.nightload.expression;

import io.nightload.row.Column;
import io.nightload.row.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a column as the class that its {@link Type} computes with. */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class Columns {

    private Columns() {}

    /** The name of the method that reads columns of this type. */
    static String method(Type type) {
        return type.name().toLowerCase(Locale.ROOT) + "Of";
    }

    static @Nullable Integer integerOf(Row row, Column column) {
        Number value = (Number) row.value(column);
        return value == null ? null : Integer.valueOf(value.intValue());
    }

    static @Nullable Long bigintOf(Row row, Column column) {
        return (Long) row.value(column);
    }

    static @Nullable BigDecimal numericOf(Row row, Column column) {
        Number value = (Number) row.value(column);
        return value == null || value instanceof BigDecimal ? (BigDecimal) value : Casts.toNumeric(value.doubleValue());
    }

    static @Nullable Double doubleOf(Row row, Column column) {
        Number value = (Number) row.value(column);
        return value == null ? null : Double.valueOf(value.doubleValue());
    }

    static @Nullable String textOf(Row row, Column column) {
        return (String) row.value(column);
    }

    static @Nullable Boolean booleanOf(Row row, Column column) {
        return (Boolean) row.value(column);
    }

    static @Nullable LocalDate dateOf(Row row, Column column) {
        return (LocalDate) row.value(column);
    }

    static @Nullable LocalDateTime timestampOf(Row row, Column column) {
        return (LocalDateTime) row.value(column);
    }

    static @Nullable OffsetDateTime timestamptzOf(Row row, Column column) {
        return (OffsetDateTime) row.value(column);
    }

    static @Nullable LocalTime timeOf(Row row, Column column) {
        return (LocalTime) row.value(column);
    }

    static @Nullable UUID uuidOf(Row row, Column column) {
        return (UUID) row.value(column);
    }

    /** The row that a computed column holds. */
    static @Nullable Row held(@Nullable Row row, Column column) {
        return row == null ? null : (Row) row.computed()[~column.slot()];
    }

    /** The nested rows of a column; of no row there are none. */
    static Iterable<Row> rows(@Nullable Row row, Column column) {
        return row == null ? List.of() : row.rows(column);
    }

    /** Only whether it is NULL matters. */
    static @Nullable Object anyOf(Row row, Column column) {
        return row.isNull(column) ? null : Boolean.TRUE;
    }
}
