package io.nightload.expression;

import io.nightload.row.ColumnType;
import io.nightload.row.ColumnType.Kind;
import io.nightload.row.Schema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * SQL expressions that were compiled together, over the rows of one schema.
 *
 * @param problems what is wrong with any of them
 * @param types one for each; {@link #UNKNOWN} for one with a problem
 * @param expressions one for each where there are no problems, else none
 */
public record Expressions(List<ExpressionProblem> problems, List<ColumnType> types, List<Expression> expressions) {

    /** Of a column whose expression was refused: nothing is said of expressions over it. */
    public static final ColumnType UNKNOWN = new ColumnType(Kind.OTHER, "unknown", -1, -1, -1, null, List.of(), null);

    /**
     * Checks and compiles.
     *
     * @param texts each one expression
     * @param row the columns that the names in them mean
     * @param parameters by name, for {@code :name}: String, Integer, Long, BigDecimal, Boolean, LocalDate or LocalDateTime
     * @param zone for timestamps without an offset
     */
    public static Expressions compile(List<String> texts, Schema row, Map<String, Object> parameters, ZoneId zone) {
        Scope scope = new Scope(row, parameters, zone);
        List<ExpressionProblem> problems = new ArrayList<>();
        List<Typed> typed = new ArrayList<>();
        for (String text : texts) {
            typed.add(Typed.of(
                    text,
                    scope,
                    problem -> problems.add(new ExpressionProblem(typed.size(), problem.offset(), problem.message()))));
        }
        List<ColumnType> types = typed.stream().map(Typed::type).toList();
        boolean refused = !problems.isEmpty() || types.contains(UNKNOWN);
        return new Expressions(List.copyOf(problems), types, refused ? List.of() : generate(texts, typed));
    }

    private static List<Expression> generate(List<String> texts, List<Typed> typed) {
        JavaSource source = new JavaSource();
        typed.forEach(one -> source.add(one.node()));
        Evaluator evaluator = typed.stream().allMatch(one -> one.bare().isPresent())
                ? (index, ignored) -> null
                : Bytecode.define(source);
        List<Expression> expressions = new ArrayList<>();
        for (int i = 0; i < typed.size(); i++) {
            expressions.add(new Expression(texts.get(i), typed.get(i), i, evaluator));
        }
        return List.copyOf(expressions);
    }
}
