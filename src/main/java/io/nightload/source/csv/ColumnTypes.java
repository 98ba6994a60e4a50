package io.nightload.source.csv;

import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.row.ColumnType;
import io.nightload.row.DatePattern;
import io.nightload.row.TextFormat;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a job says of a column's type and of how its text is written. */
final class ColumnTypes {

    private static final Set<ColumnType.Kind> TIMES = EnumSet.of(
            ColumnType.Kind.DATE, ColumnType.Kind.TIME, ColumnType.Kind.TIMESTAMP, ColumnType.Kind.TIMESTAMPTZ);
    private static final Set<ColumnType.Kind> DECIMALS =
            EnumSet.of(ColumnType.Kind.NUMERIC, ColumnType.Kind.REAL, ColumnType.Kind.DOUBLE);

    private final Planning planning;

    ColumnTypes(Planning planning) {
        this.planning = planning;
    }

    /** The type; text where none is given or it cannot be read. */
    ColumnType type(@Nullable CsvColumn column) {
        if (column == null || column.type() == null) {
            return ColumnType.TEXT;
        }
        try {
            return ColumnType.parse(column.type().value());
        } catch (IllegalArgumentException e) {
            planning.problem(column.type().position(), String.valueOf(e.getMessage()));
            return ColumnType.TEXT;
        }
    }

    TextFormat format(@Nullable CsvColumn column, ColumnType type) {
        if (column == null) {
            return TextFormat.in(planning.zone());
        }
        return new TextFormat(dates(column.format(), type), decimal(column.decimal(), type), planning.zone());
    }

    private @Nullable DatePattern dates(@Nullable Located<String> format, ColumnType type) {
        if (format == null) {
            return null;
        }
        if (!TIMES.contains(type.kind())) {
            planning.problem(
                    format.position(), "format is for dates and times, but the column's type is " + type.name());
            return null;
        }
        try {
            return DatePattern.of(format.value());
        } catch (IllegalArgumentException e) {
            planning.problem(format.position(), "'" + format.value() + "' is no date format: " + e.getMessage());
            return null;
        }
    }

    private char decimal(@Nullable Located<String> decimal, ColumnType type) {
        if (decimal == null) {
            return '.';
        }
        if (!DECIMALS.contains(type.kind())) {
            planning.problem(
                    decimal.position(), "decimal is for numbers with a fraction, but the type is " + type.name());
        } else if (!decimal.value().equals(",") && !decimal.value().equals(".")) {
            planning.problem(decimal.position(), "decimal is '" + decimal.value() + "', but takes ',' or '.'");
        } else {
            return decimal.value().charAt(0);
        }
        return '.';
    }
}
