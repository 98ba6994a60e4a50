package io.nightload.transform;

import io.nightload.expression.Expressions;
import io.nightload.part.Located;
import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.RowByRow;
import io.nightload.part.Transform;
import io.nightload.row.Column;
import io.nightload.row.Schema;
import io.nightload.spec.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the columns of the row anew. */
@Part(
        name = "select",
        description = "Makes rows of these columns and no others: names in a list, or an expression for each name.",
        example = """
                select:
                  order_id: id
                  customer: upper(customer_name)
                """)
final class SelectTransform implements Transform<SelectTransform.Options> {

    record Options(
            @Option(value = "an expression in SQL for each column, or a list of columns", main = true)
            Node columns) {}

    @Override
    public Plan plan(Options options, Schema input, Planning planning) {
        if (options.columns() instanceof Node.Mapping mapping
                && !mapping.entries().isEmpty()) {
            return expressions(mapping, input, planning);
        }
        if (options.columns() instanceof Node.Sequence list && !list.items().isEmpty()) {
            return names(list, input, planning);
        }
        planning.problem(
                options.columns().position(), "select takes a list of columns, or a mapping of names to expressions");
        return new RowByRow(input, Set.of(), row -> row);
    }

    private static Plan expressions(Node.Mapping mapping, Schema input, Planning planning) {
        List<Located<String>> targets = new ArrayList<>();
        List<Node.Scalar> texts = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            scalar(entry.value(), "an expression", planning).ifPresent(text -> {
                targets.add(new Located<>(entry.key().value(), entry.key().position()));
                texts.add(text);
            });
        }
        Expressions compiled = Computing.compile(texts, input, planning);
        Projection projection = new Projection(input, compiled);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            columns.add(projection.column(targets.get(i).value(), i));
        }
        return projection.plan(Names.distinct(columns, targets, planning));
    }

    private static Plan names(Node.Sequence list, Schema input, Planning planning) {
        List<Located<String>> targets = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (Node item : list.items()) {
            scalar(item, "a column's name", planning)
                    .flatMap(name -> Names.find(name.value(), name.position(), input, planning))
                    .ifPresent(column -> {
                        targets.add(new Located<>(column.name(), item.position()));
                        columns.add(column);
                    });
        }
        Schema output = Names.distinct(columns, targets, planning);
        return new RowByRow(output, Set.of(), row -> row.with(output, row.computed()));
    }

    private static Optional<Node.Scalar> scalar(Node node, String wanted, Planning planning) {
        if (node instanceof Node.Scalar scalar && scalar.tag() != Node.Tag.NULL) {
            return Optional.of(scalar);
        }
        planning.problem(node.position(), "select takes " + wanted + " here, not " + node.kind());
        return Optional.empty();
    }
}
