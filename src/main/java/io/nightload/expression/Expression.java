package io.nightload.expression;

import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A compiled expression over the rows of one schema. It keeps no state: any number of threads may use it. */
public final class Expression {

    private final String text;
    private final ColumnType type;
    private final List<Node.Column> columns;
    private final @Nullable Column bare;
    private final int index;
    private final Evaluator evaluator;

    Expression(String text, Typed typed, int index, Evaluator evaluator) {
        this.text = text;
        this.type = typed.type();
        this.columns = typed.columns();
        this.bare = typed.bare().orElse(null);
        this.index = index;
        this.evaluator = evaluator;
    }

    /**
     * The value for this row, of the class that {@link #type} says, or null for NULL.
     *
     * @throws RowError if it cannot be computed, with the expression's text and the values of its columns, those of the
     *     nested row where it is in one
     */
    public @Nullable Object evaluate(Row row) {
        if (bare != null) {
            return row.value(bare);
        }
        try {
            return evaluator.evaluate(index, row);
        } catch (NestedError e) {
            throw located(e.error(), row, e.values());
        } catch (RowError e) {
            throw e.column() != null ? e : located(e, row, List.of());
        }
    }

    /** What its values are. */
    public ColumnType type() {
        return type;
    }

    /** The slots of the columns in the row's block that it reads, or whose nested rows it walks: what its source must read. */
    public Set<Integer> reads() {
        return columns.stream()
                .map(Node.Column::column)
                .filter(column -> !column.isComputed())
                .map(Column::slot)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The columns of the row, or beneath it, that it reads. */
    public Set<Column> columns() {
        return columns.stream().map(Node.Column::column).collect(Collectors.toUnmodifiableSet());
    }

    /** The column of the row, or beneath it, that it is, if it is nothing but a column: then no value needs to be computed. */
    public Optional<Column> bare() {
        return Optional.ofNullable(bare);
    }

    private RowError located(RowError error, Row row, List<String> nested) {
        String values = Stream.concat(
                        columns.stream()
                                .filter(read -> !read.column().type().isNested())
                                .map(read -> ShownValue.of(row, read)),
                        nested.stream())
                .collect(Collectors.joining(", "));
        String shown = values.isEmpty() ? "" : " (" + values + ")";
        return new RowError(error.reason() + " in: " + text + shown, error.sqlState(), null);
    }

    @Override
    public String toString() {
        return text;
    }
}
