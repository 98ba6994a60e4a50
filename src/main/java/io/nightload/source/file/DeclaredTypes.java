package io.nightload.source.file;

import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.row.ColumnType;
import io.nightload.row.DatePattern;
import io.nightload.row.TextFormat;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a job says of a column's type and of how its text is written. */
public final class DeclaredTypes {

    private static final Set<ColumnType.Kind> TIMES = EnumSet.of(
            ColumnType.Kind.DATE, ColumnType.Kind.TIME, ColumnType.Kind.TIMESTAMP, ColumnType.Kind.TIMESTAMPTZ);
    private static final Set<ColumnType.Kind> DECIMALS =
            EnumSet.of(ColumnType.Kind.NUMERIC, ColumnType.Kind.REAL, ColumnType.Kind.DOUBLE);

    private final Planning planning;

    public DeclaredTypes(Planning planning) {
        this.planning = planning;
    }

    /** The type; text where none is given or it cannot be read. */
    public ColumnType type(@Nullable Located<String> type) {
        if (type == null) {
            return ColumnType.TEXT;
        }
        try {
            return ColumnType.parse(type.value());
        } catch (IllegalArgumentException e) {
            planning.problem(type.position(), String.valueOf(e.getMessage()));
            return ColumnType.TEXT;
        }
    }

    /**
     * How values of this type are written.
     *
     * @param format of dates and times, or null for ISO 8601
     * @param decimal the decimal mark, or null for a point
     */
    public TextFormat format(@Nullable Located<String> format, @Nullable Located<String> decimal, ColumnType type) {
        return new TextFormat(dates(format, type), decimal(decimal, type), planning.zone());
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
