package io.nightload.transform;

import io.nightload.expression.Expression;
import io.nightload.expression.Expressions;
import io.nightload.part.Planning;
import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.spec.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An expression that is true, false or NULL. */
final class Condition {

    private final Expression expression;

    private Condition(Expression expression) {
        this.expression = expression;
    }

    /** Empty where there is a problem, which then stands in the planning. */
    static Optional<Condition> compile(Node.Scalar text, Schema input, Planning planning) {
        Expressions compiled = Computing.compile(List.of(text), input, planning);
        ColumnType type = compiled.types().get(0);
        if (!type.equals(Expressions.UNKNOWN) && type.kind() != ColumnType.Kind.BOOLEAN) {
            planning.problem(text.at(0), "the condition must be true or false, this is " + type.name());
            return Optional.empty();
        }
        return compiled.expressions().stream().findFirst().map(Condition::new);
    }

    /** The slots of the source's columns that it reads. */
    Set<Integer> reads() {
        return expression.reads();
    }

    /** NULL is not true. */
    boolean isTrue(Row row) {
        return Boolean.TRUE.equals(expression.evaluate(row));
    }
}
