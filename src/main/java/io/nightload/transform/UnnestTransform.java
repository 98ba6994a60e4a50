package io.nightload.transform;

import io.nightload.expression.Expression;
import io.nightload.expression.Expressions;
import io.nightload.part.Located;
import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.RowByRow;
import io.nightload.part.Transform;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Schema;
import io.nightload.row.Structure;
import io.nightload.row.TextFormat;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a row of each nested row. */
@Part(
        name = "unnest",
        description =
                "Makes a row of each nested row: the columns of the row that holds them, and those of the nested row."
                        + " What lay beneath and beyond both can still be named.",
        example = """
                unnest: { items: order_lines, position: line_no, prefix: line_ }
                """)
final class UnnestTransform implements Transform<UnnestTransform.Options> {

    record Options(
            @Option(value = "the nested rows: a column or a path such as customer.orders", main = true)
            Node.Scalar items,

            @Option("the name of a column that counts the nested rows of each row, from 1, in their order") @Nullable
            Located<String> position,

            @Option(
                    value = "whether a row without nested rows is kept, with NULLs; else it is filtered",
                    defaultValue = "false")
            boolean outer,

            @Option("what the names of the nested rows' columns begin with in the new row") @Nullable
            String prefix,

            @Option("the columns that are taken from the nested rows, as our name: their name; by default all values")
            Map<Located<String>, Located<String>> columns) {}

    @Override
    public Plan plan(Options options, Schema input, Planning planning) {
        Expressions compiled = Computing.compile(List.of(options.items()), input, planning);
        Optional<Column> items = compiled.expressions().stream().findFirst().flatMap(Expression::bare);
        Structure structure = items.map(column -> column.type().structure()).orElse(null);
        if (items.isEmpty() || structure == null || items.get().type().kind() != ColumnType.Kind.ROWS) {
            ColumnType type = compiled.types().get(0);
            if (!type.equals(Expressions.UNKNOWN)) {
                planning.problem(
                        options.items().at(0),
                        "unnest takes nested rows, and " + options.items().value() + " is " + type.name());
            }
            return new RowByRow(input, Set.of(), row -> row);
        }
        Unnesting unnesting = new Unnesting(input, items.get(), structure, options.outer());
        List<Column> columns = new ArrayList<>(unnesting.carried());
        taken(options, structure, planning).forEach(column -> add(column, options, columns, planning));
        Located<String> position = options.position();
        if (position != null) {
            ColumnType bigint = ColumnType.parse("bigint");
            add(
                    new Column(position.value(), bigint, TextFormat.STANDARD, unnesting.positionSlot()),
                    options,
                    columns,
                    planning);
        }
        return unnesting.plan(columns);
    }

    private static List<Column> taken(Options options, Structure structure, Planning planning) {
        String prefix = options.prefix() == null ? "" : options.prefix();
        List<Column> taken = new ArrayList<>();
        if (options.columns().isEmpty()) {
            for (String name : structure.values()) {
                structure.column(name).ifPresent(column -> taken.add(named(prefix + name, column)));
            }
        }
        options.columns().forEach((ours, theirs) -> {
            List<String> names = structure.names();
            if (names.contains(theirs.value())) {
                structure.column(theirs.value()).ifPresent(column -> taken.add(named(prefix + ours.value(), column)));
            } else {
                planning.problem(
                        theirs.position(),
                        "'" + options.items().value() + "' has no column '" + theirs.value() + "'"
                                + NearestWord.hint(theirs.value(), names));
            }
        });
        return taken;
    }

    private static Column named(String name, Column column) {
        return new Column(name, column.type(), column.format(), column.slot());
    }

    /** A name that two columns would have, or almost have, is a problem: neither is dropped silently. */
    private static void add(Column column, Options options, List<Column> columns, Planning planning) {
        Optional<Column> other = columns.stream()
                .filter(c -> c.name().equalsIgnoreCase(column.name()))
                .findFirst();
        if (other.isEmpty()) {
            columns.add(column);
            return;
        }
        String items = options.items().value();
        planning.problem(
                options.items().at(0),
                "the row has a column '" + other.get().name() + "' already, and unnest of " + items + " brings '"
                        + column.name() + "': set prefix: " + items.substring(items.lastIndexOf('.') + 1)
                        + "_, or name the columns, as in columns: { " + column.name() + "_2: " + column.name() + " }");
    }
}
