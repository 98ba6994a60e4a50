package io.nightload.expression;

import io.nightload.row.ColumnType;
import io.nightload.row.ColumnType.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.type.SqlTypeName;

/** Literals, and casts to a type that is written out. */
final class Literals {

    /** PostgreSQL allows more; no column holds them. */
    private static final int MAX_EXPONENT = 1_000;

    private Literals() {}

    static Node read(SqlLiteral literal, Binding binding, int offset) {
        if (literal instanceof SqlNumericLiteral number) {
            return number(number, offset);
        }
        if (literal instanceof SqlUnknownLiteral typed) {
            return cast(text(typed.getValue()), typed.tag, binding, offset);
        }
        if (literal instanceof SqlIntervalLiteral interval) {
            return binding.cast(text(words(interval, offset)), Type.INTERVAL, offset);
        }
        return switch (literal.getTypeName()) {
            case NULL -> Node.Constant.NULL;
            case BOOLEAN -> new Node.Constant(literal.getValueAs(Boolean.class), Type.BOOLEAN);
            case CHAR -> text(literal.getValueAs(String.class));
            default -> throw new Refusal(offset, "'" + literal + "' is not known here");
        };
    }

    private static Node.Constant text(String value) {
        return new Node.Constant(value, Type.TEXT);
    }

    private static Node number(SqlNumericLiteral literal, int offset) {
        BigDecimal value = literal.bigDecimalValue();
        if (value == null || Math.abs((long) value.scale()) > MAX_EXPONENT) {
            throw new Refusal(offset, "the number " + literal + " has more than " + MAX_EXPONENT + " digits");
        }
        if (!literal.isInteger() || value.scale() > 0) {
            return new Node.Constant(value.scale() < 0 ? value.setScale(0) : value, Type.NUMERIC);
        }
        if (value.toBigInteger().bitLength() <= 31) {
            return new Node.Constant(value.intValueExact(), Type.INTEGER);
        }
        return value.toBigInteger().bitLength() <= 63
                ? new Node.Constant(value.longValueExact(), Type.BIGINT)
                : new Node.Constant(value.setScale(0), Type.NUMERIC);
    }

    private static String words(SqlIntervalLiteral literal, int offset) {
        SqlIntervalLiteral.IntervalValue value = literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
        if (literal.getTypeName() == SqlTypeName.NULL
                || !value.getIntervalQualifier().isSingleDatetimeField()) {
            throw new Refusal(offset, "write the interval as interval '1 year 2 months' or interval '04:05:06'");
        }
        String sign = value.getSign() < 0 ? "-" : "";
        return sign + value.getIntervalLiteral() + " "
                + value.getIntervalQualifier().getUnit().name().toLowerCase(Locale.ROOT);
    }

    /** {@code cast(node as name)}, with the rounding and cutting that the type's length and precision ask for. */
    static Node cast(Node node, String name, Binding binding, int offset) {
        if (name.equalsIgnoreCase("interval")) {
            return binding.cast(node, Type.INTERVAL, offset);
        }
        ColumnType column = columnType(name, offset);
        Type type = Type.of(column)
                .filter(t -> column.kind() != Kind.JSON && column.kind() != Kind.JSONB)
                .orElseThrow(() -> new Refusal(
                        offset,
                        "nothing is computed as " + column.name()
                                + ": leave the text as it is, the table converts it"));
        return limited(binding.cast(node, type, offset), column, binding, offset);
    }

    private static ColumnType columnType(String name, int offset) {
        try {
            return ColumnType.parse(name.equalsIgnoreCase("double") ? "double precision" : name);
        } catch (IllegalArgumentException e) {
            throw new Refusal(offset, String.valueOf(e.getMessage()));
        }
    }

    private static Node limited(Node node, ColumnType type, Binding binding, int offset) {
        return switch (type.kind()) {
            case SMALLINT -> limit("smallint", node, List.of(), int.class, binding, offset);
            case REAL -> limit("real", node, List.of(), double.class, binding, offset);
            case NUMERIC ->
                type.precision() < 0
                        ? node
                        : limit(
                                "numeric",
                                node,
                                List.of(type.precision(), type.scale()),
                                BigDecimal.class,
                                binding,
                                offset);
            case VARCHAR, CHAR ->
                type.length() < 0 ? node : limit("text", node, List.of(type.length()), String.class, binding, offset);
            case TIMESTAMP, TIMESTAMPTZ, TIME -> {
                if (type.precision() >= 0 && type.precision() < 6) {
                    throw new Refusal(offset, "nothing rounds a " + type.name() + " here: use date_trunc('second', …)");
                }
                yield node;
            }
            default -> node;
        };
    }

    private static Node limit(
            String method, Node node, List<Integer> limits, Class<?> first, Binding binding, int offset) {
        List<Node> arguments = new java.util.ArrayList<>(List.of(node));
        limits.forEach(limit -> arguments.add(new Node.Constant(limit, Type.INTEGER)));
        Class<?>[] classes = new Class<?>[arguments.size()];
        java.util.Arrays.fill(classes, int.class);
        classes[0] = first;
        return binding.invoke(Operators.method(Limits.class, method, classes), arguments, node.type(), offset);
    }
}
