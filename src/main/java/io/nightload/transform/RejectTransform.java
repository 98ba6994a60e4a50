package io.nightload.transform;

import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Planning;
import io.nightload.part.RowByRow;
import io.nightload.part.Transform;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.spec.Node;
import java.util.Set;

/** Rejects those rows for which a condition is true. */
@Part(
        name = "reject",
        description =
                "Rejects the rows for which an expression is true: they are kept among the rejects with the reason.",
        example = """
                reject: { when: "email is null or email not like '%_@_%'", reason: e-mail missing or malformed }
                """)
final class RejectTransform implements Transform<RejectTransform.Options> {

    record Options(
            @Option("a condition in SQL over the row's columns")
            Node.Scalar when,

            @Option("what is wrong with such a row, for the person who mends the data")
            String reason) {}

    @Override
    public Plan plan(Options options, Schema input, Planning planning) {
        return Condition.compile(options.when(), input, planning)
                .map(condition ->
                        new RowByRow(input, condition.reads(), row -> accepted(row, condition, options.reason())))
                .orElseGet(() -> new RowByRow(input, Set.of(), row -> row));
    }

    private static Row accepted(Row row, Condition condition, String reason) {
        if (condition.isTrue(row)) {
            throw new RowError(reason, null, null);
        }
        return row;
    }
}
