package io.nightload.transform;

import io.nightload.expression.Expressions;
import io.nightload.part.Located;
import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.Transform;
import io.nightload.row.Column;
import io.nightload.row.Schema;
import io.nightload.spec.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gives columns new values. */
@Part(
        name = "set",
        description =
                "Sets columns to expressions, all over the row as it came in; a new name becomes a column at the end.",
        example = """
                set:
                  email: lower(trim(email))
                  amount: quantity * unit_price
                """)
final class SetTransform implements Transform<SetTransform.Options> {

    record Options(
            @Option(value = "an expression in SQL for each column", main = true, required = true)
            Map<Located<String>, Node.Scalar> columns) {}

    @Override
    public Plan plan(Options options, Schema input, Planning planning) {
        Expressions compiled = Computing.compile(List.copyOf(options.columns().values()), input, planning);
        Projection projection = new Projection(input, compiled);
        List<Column> columns = new ArrayList<>(input.columns());
        int expression = 0;
        for (Located<String> target : options.columns().keySet()) {
            Column column = projection.column(target.value(), expression++);
            int old = input.indexOf(target.value());
            if (old >= 0) {
                columns.set(old, column);
            } else {
                columns.add(column);
            }
        }
        Schema output = Names.distinct(columns, options.columns().keySet(), planning);
        return projection.plan(input.withColumns(output.columns()));
    }
}
