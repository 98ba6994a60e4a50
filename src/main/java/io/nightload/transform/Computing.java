package io.nightload.transform;

import io.nightload.expression.ExpressionProblem;
import io.nightload.expression.Expressions;
import io.nightload.part.Planning;
import io.nightload.row.Schema;
import io.nightload.spec.Node;
import io.nightload.spec.Parameters;
import java.util.List;
import java.util.stream.Collectors;

/** The expressions of one transform, compiled, with their problems at their places in the job file. */
final class Computing {

    private Computing() {}

    static Expressions compile(List<Node.Scalar> texts, Schema input, Planning planning) {
        Expressions compiled = Expressions.compile(
                texts.stream().map(Node.Scalar::value).toList(),
                input,
                planning.parameters().values().stream()
                        .collect(Collectors.toMap(Parameters.Value::name, Parameters.Value::value)),
                planning.zone());
        for (ExpressionProblem problem : compiled.problems()) {
            planning.problem(texts.get(problem.expression()).at(problem.offset()), problem.message());
        }
        return compiled;
    }
}
