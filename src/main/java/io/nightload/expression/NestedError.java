package io.nightload.expression;

import io.nightload.row.Row;
import io.nightload.row.RowError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An error in a nested row, with that row's values: the expression's own row does not have them. */
final class NestedError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient RowError error;
    private final transient List<String> values;

    private NestedError(RowError error, List<String> values) {
        super(error.reason(), null, false, false);
        this.error = error;
        this.values = values;
    }

    /**
     * Called by compiled expressions.
     *
     * @param columns the {@link Node.Column}s of the nested rows that were read
     * @param rows in which each of them lies
     */
    static RuntimeException of(RowError error, Object columns, Row[] rows) {
        List<String> values = new ArrayList<>();
        int i = 0;
        for (Object column : (List<?>) columns) {
            Node.Column read = (Node.Column) column;
            if (Objects.equals(read.column().name(), error.column())) {
                return new RowError(error.reason(), error.sqlState(), read.path(), error.constraint());
            }
            values.add(ShownValue.of(rows[i++], read));
        }
        return new NestedError(error, values);
    }

    RowError error() {
        return error;
    }

    /** {@code order_lines.quantity = 3} of each. */
    List<String> values() {
        return values;
    }
}
