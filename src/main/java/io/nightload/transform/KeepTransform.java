package io.nightload.transform;

import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.RowByRow;
import io.nightload.part.Transform;
import io.nightload.row.Schema;
import io.nightload.spec.Node;
import java.util.Set;

/** Lets those rows through for which a condition is true. */
@Part(
        name = "keep",
        description = "Keeps the rows for which an expression is true; where it is false or NULL the row is filtered.",
        example = """
                keep: "status <> 'CANCELLED'"
                """)
final class KeepTransform implements Transform<KeepTransform.Options> {

    record Options(
            @Option(value = "a condition in SQL over the row's columns", main = true)
            Node.Scalar when) {}

    @Override
    public Plan plan(Options options, Schema input, Planning planning) {
        return Condition.compile(options.when(), input, planning)
                .map(condition -> new RowByRow(input, condition.reads(), row -> condition.isTrue(row) ? row : null))
                .orElseGet(() -> new RowByRow(input, Set.of(), row -> row));
    }
}
