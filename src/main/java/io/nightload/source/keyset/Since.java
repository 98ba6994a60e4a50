package io.nightload.source.keyset;

import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.row.ColumnType;
import io.nightload.row.ColumnType.Kind;
import io.nightload.row.RowError;
import io.nightload.row.TextFormat;
import io.nightload.source.relation.DatabaseDialect;
import io.nightload.source.relation.SourceColumn;
import io.nightload.spec.NearestWord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads no more than what is at or above a value of a column.
 *
 * @param sql the column's name in quotes
 * @param overlap how far below the highest value seen it begins
 */
public record Since(SourceColumn column, String sql, Overlap overlap) {

    private static final Set<Kind> GROWING =
            Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.NUMERIC, Kind.DATE, Kind.TIMESTAMP, Kind.TIMESTAMPTZ);

    /** What is wrong goes into the planning's problems. */
    public static Optional<Since> read(
            SinceOptions options, List<SourceColumn> columns, DatabaseDialect dialect, Planning planning) {
        String name = options.column().value();
        Optional<SourceColumn> column =
                columns.stream().filter(c -> c.name().equals(name)).findFirst();
        if (column.isEmpty()) {
            List<String> names = columns.stream().map(SourceColumn::name).toList();
            planning.problem(
                    options.column().position(),
                    "since: there is no column '" + name + "'" + NearestWord.hint(name, names));
            return Optional.empty();
        }
        ColumnType type = column.get().type();
        if (!GROWING.contains(type.kind())) {
            planning.problem(
                    options.column().position(),
                    "since: " + name + " is " + type.name() + ", but takes a timestamp, a date or a number");
            return Optional.empty();
        }
        Located<String> overlap = options.overlap();
        Optional<Overlap> amount = Overlap.of(overlap.value(), type.kind());
        if (amount.isEmpty()) {
            planning.problem(
                    overlap.position(),
                    "overlap is '" + overlap.value() + "', but of a column of type " + type.name() + " takes "
                            + Overlap.expected(type.kind()));
        }
        return amount.map(
                found -> new Since(column.get(), dialect.quoted(column.get().label()), found));
    }

    /** Rows without a value may have changed too: they come each time. */
    public String condition() {
        return column.nullable() ? "(" + sql + " >= ? OR " + sql + " IS NULL)" : sql + " >= ?";
    }

    /** Where to begin, as text, after this was the highest value. */
    public String from(String highest) {
        return ColumnType.write(overlap.below(value(highest)));
    }

    /** The higher one of two values' texts; no infinity and no NaN is ever higher. */
    public @Nullable String higher(@Nullable String highest, String text) {
        Object value = value(text);
        if (!Overlap.isFinite(value)) {
            return highest;
        }
        return highest == null || compare(value, value(highest)) > 0 ? text : highest;
    }

    @SuppressWarnings("unchecked") // values of one type
    private static int compare(Object one, Object other) {
        return ((Comparable<Object>) one).compareTo(other);
    }

    /** @throws RowError if what was remembered is no value of the column's type any more */
    private Object value(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Object value = column.type().decode(bytes, 0, bytes.length, TextFormat.STANDARD);
        return value instanceof Number number && !(value instanceof Double) && !(value instanceof BigDecimal)
                ? BigDecimal.valueOf(number.longValue())
                : value;
    }
}
