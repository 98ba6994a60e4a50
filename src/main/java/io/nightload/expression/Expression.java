package io.nightload.expression;

import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A compiled expression over the rows of one schema. It keeps no state: any number of threads may use it. */
public final class Expression {

    private static final int SHOWN = 60;

    private final String text;
    private final Schema schema;
    private final ColumnType type;
    private final List<Integer> columns;
    private final OptionalInt bare;
    private final int index;
    private final Evaluator evaluator;

    Expression(String text, Schema schema, Typed typed, int index, Evaluator evaluator) {
        this.text = text;
        this.schema = schema;
        this.type = typed.type();
        this.columns = typed.columns();
        this.bare = typed.bare();
        this.index = index;
        this.evaluator = evaluator;
    }

    /**
     * The value for this row, of the class that {@link #type} says, or null for NULL.
     *
     * @throws RowError if it cannot be computed, with the expression's text and the values of its columns
     */
    public @Nullable Object evaluate(Row row) {
        if (bare.isPresent()) {
            return row.value(bare.getAsInt());
        }
        try {
            return evaluator.evaluate(index, row);
        } catch (RowError e) {
            throw e.column() != null ? e : new RowError(e.reason() + " in: " + text + values(row), e.sqlState(), null);
        }
    }

    /** What its values are. */
    public ColumnType type() {
        return type;
    }

    /** The columns that it reads, by index in the schema, in the order of the schema. */
    public List<Integer> columns() {
        return columns;
    }

    /** The slots of those that lie in the row's block: what its source must read. */
    public Set<Integer> reads() {
        return columns.stream()
                .map(schema::column)
                .filter(column -> !column.isComputed())
                .map(Column::slot)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The column that it is, if it is nothing but a column: then no value needs to be computed. */
    public OptionalInt bare() {
        return bare;
    }

    private String values(Row row) {
        if (columns.isEmpty()) {
            return "";
        }
        return columns.stream()
                .map(i -> schema.column(i).name() + " = " + shown(row, i))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private String shown(Row row, int index) {
        Column column = schema.column(index);
        String value = row.isNull(index) ? "NULL" : value(row, index, column);
        return value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    }

    private static String value(Row row, int index, Column column) {
        String value = column.isComputed()
                ? String.valueOf(row.value(index))
                : new String(row.bytes(), row.start(index), row.length(index), java.nio.charset.StandardCharsets.UTF_8);
        return column.type().kind().valueClass() == String.class ? "'" + value + "'" : value;
    }

    @Override
    public String toString() {
        return text;
    }
}
