package io.nightload.transform.bean;

import io.nightload.entity.ObjectChunks;
import io.nightload.entity.ObjectRows;
import io.nightload.entity.RowObject;
import io.nightload.row.Column;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import io.nightload.spec.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row of what a bean gives.
 *
 * @param schema of the rows
 */
record Giving(Schema schema, Made made) {

    /** Turns what came of a row into the row that goes on. */
    interface Made {
        Row row(Row from, Object given, ObjectChunks chunks);
    }

    /** The row itself or another of its columns. */
    @SuppressWarnings("ReferenceEquality") // rows of one schema share it
    static Giving row(Schema input) {
        return new Giving(input, (from, given, chunks) -> {
            Row row = (Row) given;
            if (row.schema() != input) {
                throw new WrongResultException("a row of the columns " + row.schema()
                        + ", but hands on rows of those that it takes: " + input);
            }
            return row;
        });
    }

    /** An object, which goes along with the columns that its properties make. */
    static Giving object(ObjectRows rows) {
        return new Giving(rows.schema(), (from, given, chunks) -> {
            chunks.requireFresh(given);
            return rows.row(from, new RowObject(given, chunks));
        });
    }

    /** The columns that came, with other values. */
    static Giving map(Schema input) {
        int kept = input.computed();
        List<Column> columns = new ArrayList<>();
        int values = 0;
        for (Column column : input.columns()) {
            columns.add(
                    BeanPlanner.isValue(column)
                            ? new Column(column.name(), column.type(), TextFormat.STANDARD, ~(kept + values++))
                            : column);
        }
        Schema output = input.withColumns(columns);
        int width = kept + values;
        return new Giving(output, (from, given, chunks) -> {
            @Nullable Object[] computed = new Object[width];
            System.arraycopy(from.computed(), 0, computed, 0, kept);
            ((Map<?, ?>) given).forEach((name, value) -> set(output, computed, String.valueOf(name), value));
            return from.with(output, computed);
        });
    }

    private static void set(Schema output, @Nullable Object[] computed, String name, @Nullable Object value) {
        int index = output.indexOf(name);
        if (index < 0) {
            throw new WrongResultException("a value for '" + name + "', but the row has no such" + " column"
                    + NearestWord.hint(name, output.names()) + ": make it with set before the bean");
        }
        Column column = output.column(index);
        Class<?> type = column.type().kind().valueClass();
        if (value != null && !type.isInstance(value)) {
            throw new WrongResultException("a " + value.getClass().getName() + " for '" + name + "', which is "
                    + column.type().name() + " and takes a " + type.getName());
        }
        computed[~column.slot()] = value;
    }
}
