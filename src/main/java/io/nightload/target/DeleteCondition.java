package io.nightload.target;

import io.nightload.expression.Expression;
import io.nightload.expression.ExpressionProblem;
import io.nightload.expression.Expressions;
import io.nightload.part.Planning;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.spec.Node;
import io.nightload.spec.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The expression that tells which arriving rows delete theirs in the table.
 *
 * @param columns of the row that it reads, by name
 */
record DeleteCondition(Expression expression, List<String> columns) {

    /** Empty where there is a problem, which then stands in the planning. */
    static Optional<DeleteCondition> compile(Node.Scalar text, Schema input, Planning planning) {
        Expressions compiled = Expressions.compile(
                List.of(text.value()),
                input,
                planning.parameters().values().stream()
                        .collect(Collectors.toMap(Parameters.Value::name, Parameters.Value::value)),
                planning.zone());
        for (ExpressionProblem problem : compiled.problems()) {
            planning.problem(text.at(problem.offset()), problem.message());
        }
        ColumnType type = compiled.types().get(0);
        if (!type.equals(Expressions.UNKNOWN) && type.kind() != ColumnType.Kind.BOOLEAN) {
            planning.problem(text.at(0), "delete must be true or false, this is " + type.name());
            return Optional.empty();
        }
        return compiled.expressions().stream()
                .findFirst()
                .map(one -> new DeleteCondition(
                        one,
                        input.columns().stream()
                                .filter(one.columns()::contains)
                                .map(Column::name)
                                .toList()));
    }

    /** NULL is not true. */
    boolean isTrue(Row row) {
        return Boolean.TRUE.equals(expression.evaluate(row));
    }
}
