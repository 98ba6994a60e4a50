package io.nightload.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlInOperator;
import org.apache.calcite.sql.fun.SqlLikeOperator;

/** Gives every name in a syntax tree its meaning and every node its type, or refuses the expression with the place and the reason. */
final class Typing {

    private final SqlText text;
    private final Scope scope;
    private final Paths paths;
    private final Binding binding;
    private final Operators operators;
    private final Calls calls;
    private final Aggregates aggregates;

    Typing(SqlText text, Scope scope) {
        this.text = text;
        this.scope = scope;
        this.paths = new Paths(text, scope);
        this.binding = new Binding(scope.zone());
        this.operators = new Operators(binding);
        this.calls = new Calls(binding);
        this.aggregates = new Aggregates(this, paths, binding);
    }

    Node node(SqlNode sql) {
        int offset = text.offset(sql.getParserPosition());
        if (sql instanceof SqlLiteral literal) {
            return Literals.read(literal, binding, offset);
        }
        if (sql instanceof SqlIdentifier name) {
            return name(name, offset);
        }
        if (sql instanceof SqlCall call) {
            return call(call, offset);
        }
        throw new Refusal(offset, "'" + sql + "' cannot be computed");
    }

    boolean isParameter(SqlIdentifier name) {
        return text.parameterAt(name.getParserPosition()) != null;
    }

    private Node name(SqlIdentifier name, int offset) {
        String parameter = text.parameterAt(name.getParserPosition());
        if (parameter != null) {
            return scope.parameter(parameter, offset);
        }
        return paths.value(name);
    }

    private Node call(SqlCall call, int offset) {
        return switch (call.getKind()) {
            case AND, OR -> operators.logic(call.getKind() == SqlKind.AND, operands(call), offsets(call));
            case NOT -> operators.not(node(call.operand(0)), offset);
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                operators.compare(call.getKind(), node(call.operand(0)), node(call.operand(1)), offset);
            case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE, IS_UNKNOWN -> is(call, offset);
            case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM ->
                operators.distinct(call.getKind(), node(call.operand(0)), node(call.operand(1)), offset);
            case BETWEEN -> between(call, offset);
            case IN, NOT_IN -> in(call, offset);
            case LIKE -> like(call, offset);
            case CASE -> caseWhen((SqlCase) call, offset);
            case CAST -> cast(call, offset);
            case PLUS, MINUS, TIMES, DIVIDE, MOD -> function(call.getOperator().getName(), call, offset);
            case MINUS_PREFIX -> operators.negate(node(call.operand(0)), offset);
            case PLUS_PREFIX -> node(call.operand(0));
            case LITERAL_CHAIN -> throw new Refusal(offset, "two texts stand beside each other: write || between them");
            default -> other(call, offset);
        };
    }

    private Node other(SqlCall call, int offset) {
        String cast =
                call.getKind() == SqlKind.ITEM ? text.castAt(call.operand(1).getParserPosition()) : null;
        if (cast != null) {
            int type = text.offset(call.operand(1).getParserPosition());
            return Literals.cast(node(call.operand(0)), cast, binding, type);
        }
        String name = call.getOperator().getName();
        if (name.equals("||")) {
            return operators.concatenate(node(call.operand(0)), node(call.operand(1)), offset);
        }
        if (call.getKind() == SqlKind.FILTER && Aggregate.named(call.operand(0)).isPresent()) {
            return aggregates.fold(call.operand(0), Optional.of(call.operand(1)), offset);
        }
        if (Aggregate.named(call).isPresent()) {
            return aggregates.fold(call, Optional.empty(), offset);
        }
        Unsupported.check(call, offset);
        SqlSyntax syntax = call.getOperator().getSyntax();
        if (syntax != SqlSyntax.FUNCTION && syntax != SqlSyntax.FUNCTION_ID) {
            throw new Refusal(offset, name + " is not known here");
        }
        return function(name, call, offset);
    }

    private Node function(String name, SqlCall call, int offset) {
        String known = calls.known(name, offset);
        return switch (known) {
            case "trim" -> trim(call, offset);
            case "extract" -> calls.named(known, List.of(unit(call.operand(0)), node(call.operand(1))), offset);
            default -> calls.named(known, operands(call), offset);
        };
    }

    /** {@code trim(both 'x' from text)}: the parser names the end and the characters even where nobody wrote them. */
    private Node trim(SqlCall call, int offset) {
        String end = String.valueOf(((SqlLiteral) call.operand(0)).getValue());
        String function = switch (end) {
            case "LEADING" -> "ltrim";
            case "TRAILING" -> "rtrim";
            default -> "btrim";
        };
        return calls.named(function, List.of(node(call.operand(2)), node(call.operand(1))), offset);
    }

    private static Node unit(SqlNode qualifier) {
        return new Node.Constant(qualifier.toString().replace("`", ""), Type.TEXT);
    }

    /** Only whether it is there may be asked of a value that cannot be computed with. */
    private Node is(SqlCall call, int offset) {
        SqlNode operand = call.operand(0);
        boolean nullTest = call.getKind() == SqlKind.IS_NULL || call.getKind() == SqlKind.IS_NOT_NULL;
        Node asked = nullTest && operand instanceof SqlIdentifier name && !isParameter(name)
                ? paths.reference(name)
                : node(operand);
        return operators.is(call.getKind(), asked, offset);
    }

    private Node between(SqlCall call, int offset) {
        SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
        Node between = operators.between(
                node(call.operand(0)),
                node(call.operand(1)),
                node(call.operand(2)),
                operator.flag == SqlBetweenOperator.Flag.SYMMETRIC,
                offset);
        return operator.isNegated() ? operators.not(between, offset) : between;
    }

    private Node in(SqlCall call, int offset) {
        if (!(call.operand(1) instanceof SqlNodeList list)) {
            throw new Refusal(offset, "a query cannot stand in an expression");
        }
        List<Node> choices = new ArrayList<>();
        for (SqlNode choice : list) {
            choices.add(node(choice));
        }
        Node in = operators.in(node(call.operand(0)), choices, offset);
        return ((SqlInOperator) call.getOperator()).kind == SqlKind.NOT_IN ? operators.not(in, offset) : in;
    }

    private Node like(SqlCall call, int offset) {
        SqlLikeOperator operator = (SqlLikeOperator) call.getOperator();
        Node like = calls.named(operator.isCaseSensitive() ? "like" : "ilike", operands(call), offset);
        return operator.isNegated() ? operators.not(like, offset) : like;
    }

    private Node caseWhen(SqlCase call, int offset) {
        List<Node> conditions = new ArrayList<>();
        for (SqlNode condition : call.getWhenOperands()) {
            conditions.add(operators.truth(node(condition), text.offset(condition.getParserPosition()), "WHEN"));
        }
        List<Node> results = new ArrayList<>();
        for (SqlNode result : call.getThenOperands()) {
            results.add(node(result));
        }
        SqlNode otherwise = call.getElseOperand();
        results.add(otherwise == null ? Node.Constant.NULL : node(otherwise));
        List<Node> alike = operators.alike("CASE", results, offset);
        int last = alike.size() - 1;
        return new Node.Case(
                conditions,
                alike.subList(0, last),
                alike.get(last),
                alike.get(last).type());
    }

    private Node cast(SqlCall call, int offset) {
        if (!(call.operand(1) instanceof SqlDataTypeSpec spec)) {
            throw new Refusal(offset, "cast needs a type: cast(x as integer)");
        }
        return Literals.cast(node(call.operand(0)), spec.toString().replace("`", ""), binding, offset);
    }

    private List<Node> operands(SqlCall call) {
        List<Node> nodes = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            nodes.add(node(operand));
        }
        return nodes;
    }

    private List<Integer> offsets(SqlCall call) {
        return call.getOperandList().stream()
                .map(operand -> text.offset(operand.getParserPosition()))
                .toList();
    }
}
