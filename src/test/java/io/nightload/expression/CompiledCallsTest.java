package io.nightload.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.expression.FunctionLibrary.Entry;
import io.nightload.row.Block;
import io.nightload.row.Column;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.row.TextFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The examples of the library are constants, which are computed while they are checked; here bytecode calls every function. */
class CompiledCallsTest {

    private static final Set<String> KNOWN_OF_NULL = Set.of("concat", "file_path", "line_number", "pi");

    private static final List<Type> TYPES = List.of(Type.values());

    /** A column of each type, every one NULL. */
    private static Row nulls() {
        List<Column> columns = TYPES.stream()
                .map(type -> new Column(type.name(), type.columnType(), TextFormat.STANDARD, TYPES.indexOf(type)))
                .toList();
        int[] lengths = new int[columns.size()];
        Arrays.fill(lengths, -1);
        Block block = new Block("nulls", new byte[0], new int[columns.size()], lengths);
        return Row.of(new Schema(columns), block, new Row.Extent(0, 0, 0, 1, 0));
    }

    @Test
    void everyFunctionOfNullsIsNullInBytecode() {
        List<Entry> entries = FunctionLibrary.all();
        JavaSource source = new JavaSource();
        entries.forEach(entry -> source.add(call(entry)));
        Evaluator evaluator = Bytecode.define(source);
        Row nulls = nulls();
        for (int i = 0; i < entries.size(); i++) {
            if (!KNOWN_OF_NULL.contains(entries.get(i).name())) {
                assertThat(evaluator.evaluate(i, nulls))
                        .as(entries.get(i).signature())
                        .isNull();
            }
        }
    }

    private static Node call(Entry entry) {
        Binding binding = new Binding(Given.ZONE);
        List<Node> columns = entry.parameters().stream()
                .map(type -> type == Type.INTERVAL ? binding.cast(column(Type.TEXT), type, 0) : column(type))
                .toList();
        return binding.call(entry.name(), columns, 0);
    }

    private static Node column(Type type) {
        Column column = new Column(type.name(), type.columnType(), TextFormat.STANDARD, TYPES.indexOf(type));
        return new Node.Column(new Node.WholeRow(), column, type.name(), type);
    }
}
