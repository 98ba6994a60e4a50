package io.nightload.expression;

import io.nightload.row.Block;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row written as {@code "quantity integer", "3"}, and expressions over it. */
final class Given {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final Row row;
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private Given(Row row) {
        this.row = row;
    }

    /** Names with types and values in turn; the values lie in the row as text. */
    static Given row(@Nullable String... columnsAndValues) {
        List<Column> columns = new ArrayList<>();
        StringBuilder bytes = new StringBuilder();
        int[] starts = new int[columnsAndValues.length / 2];
        int[] lengths = new int[starts.length];
        for (int i = 0; i < starts.length; i++) {
            String declaration = String.valueOf(columnsAndValues[2 * i]);
            int blank =
                    declaration.lastIndexOf(" as ") < 0 ? declaration.indexOf(' ') : declaration.lastIndexOf(" as ");
            String type = declaration.substring(blank).replace(" as ", "").strip();
            columns.add(new Column(
                    declaration.substring(0, blank), ColumnType.fromCatalogue(type), TextFormat.in(ZONE), i));
            String value = columnsAndValues[2 * i + 1];
            starts[i] = bytes.toString().getBytes(StandardCharsets.UTF_8).length;
            lengths[i] = value == null ? -1 : value.getBytes(StandardCharsets.UTF_8).length;
            bytes.append(value == null ? "" : value);
        }
        byte[] all = bytes.toString().getBytes(StandardCharsets.UTF_8);
        Block block = new Block("data/orders.csv", all, starts, lengths);
        return new Given(Row.of(new Schema(columns), block, new Row.Extent(0, 0, all.length, 7, 100)));
    }

    Given parameter(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    Schema schema() {
        return row.schema();
    }

    Expressions compile(String... texts) {
        return Expressions.compile(List.of(texts), row.schema(), parameters, ZONE);
    }

    Expression compiled(String text) {
        Expressions compiled = compile(text);
        if (!compiled.problems().isEmpty()) {
            throw new AssertionError(text + " has problems: " + compiled.problems());
        }
        return compiled.expressions().get(0);
    }

    @Nullable
    Object valueOf(String text) {
        return compiled(text).evaluate(row);
    }

    /** {@code offset: message} of the only problem. */
    String problemOf(String text) {
        List<ExpressionProblem> problems = compile(text).problems();
        if (problems.size() != 1) {
            throw new AssertionError(text + " has problems: " + problems);
        }
        return problems.get(0).offset() + ": " + problems.get(0).message();
    }
}
