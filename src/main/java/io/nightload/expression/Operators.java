package io.nightload.expression;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlKind;

/** The operators whose operands become of one type, and those of truth values. */
final class Operators {

    private final Binding binding;

    Operators(Binding binding) {
        this.binding = binding;
    }

    Node logic(boolean and, List<Node> operands, List<Integer> offsets) {
        List<Node> flat = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            Node operand = truth(operands.get(i), offsets.get(i), and ? "AND" : "OR");
            if (operand instanceof Node.Logic logic && logic.and() == and) {
                flat.addAll(logic.operands());
            } else {
                flat.add(operand);
            }
        }
        return new Node.Logic(and, flat);
    }

    /** The node itself, if it is a truth value. */
    Node truth(Node node, int offset, String operator) {
        if (!node.type().widensTo(Type.BOOLEAN)) {
            throw new Refusal(offset, operator + " needs true or false, this is " + node.type());
        }
        return binding.widen(node, Type.BOOLEAN, offset);
    }

    Node not(Node node, int offset) {
        return binding.invoke(
                method(Truth.class, "not", boolean.class), List.of(truth(node, offset, "NOT")), Type.BOOLEAN, offset);
    }

    Node negate(Node node, int offset) {
        boolean interval = node.type() == Type.INTERVAL;
        return interval
                ? binding.call("*", List.of(node, new Node.Constant(-1, Type.INTEGER)), offset)
                : binding.call("-", List.of(new Node.Constant(0, Type.INTEGER), node), offset);
    }

    Node compare(SqlKind kind, Node left, Node right, int offset) {
        String test = switch (kind) {
            case EQUALS -> "equal";
            case NOT_EQUALS -> "unequal";
            case LESS_THAN -> "less";
            case LESS_THAN_OR_EQUAL -> "lessOrEqual";
            case GREATER_THAN -> "greater";
            default -> "greaterOrEqual";
        };
        List<Node> alike = alike(kind.sql, List.of(left, right), offset);
        Node order = binding.invoke(comparison(alike.get(0).type()), alike, Type.INTEGER, offset);
        return binding.invoke(method(Comparison.class, test, int.class), List.of(order), Type.BOOLEAN, offset);
    }

    private static Method comparison(Type type) {
        return Arrays.stream(Comparison.class.getDeclaredMethods())
                .filter(m -> m.getName().equals("compare"))
                .filter(m -> m.getParameterTypes()[0] != Object.class && Type.of(m.getParameterTypes()[0]) == type)
                .findFirst()
                .orElseGet(() -> method(Comparison.class, "compare", Object.class, Object.class));
    }

    Node distinct(SqlKind kind, Node left, Node right, int offset) {
        String name = kind == SqlKind.IS_DISTINCT_FROM ? "isDistinct" : "isNotDistinct";
        List<Node> alike = alike(kind.sql, List.of(left, right), offset);
        return binding.invoke(method(Truth.class, name, Object.class, Object.class), alike, Type.BOOLEAN, offset);
    }

    Node is(SqlKind kind, Node operand, int offset) {
        String name = switch (kind) {
            case IS_NULL, IS_UNKNOWN -> "isNull";
            case IS_NOT_NULL -> "isNotNull";
            case IS_TRUE -> "isTrue";
            case IS_NOT_TRUE -> "isNotTrue";
            case IS_FALSE -> "isFalse";
            default -> "isNotFalse";
        };
        boolean anyType = kind == SqlKind.IS_NULL || kind == SqlKind.IS_NOT_NULL;
        Node asked = anyType ? operand : truth(operand, offset, kind.sql);
        return binding.invoke(
                method(Truth.class, name, anyType || kind == SqlKind.IS_UNKNOWN ? Object.class : Boolean.class),
                List.of(asked),
                Type.BOOLEAN,
                offset);
    }

    Node between(Node value, Node low, Node high, boolean symmetric, int offset) {
        Node straight = within(value, low, high, offset);
        return symmetric ? new Node.Logic(false, List.of(straight, within(value, high, low, offset))) : straight;
    }

    private Node within(Node value, Node low, Node high, int offset) {
        return new Node.Logic(
                true,
                List.of(
                        compare(SqlKind.GREATER_THAN_OR_EQUAL, value, low, offset),
                        compare(SqlKind.LESS_THAN_OR_EQUAL, value, high, offset)));
    }

    /** Constants are looked up in a set, whatever their number; anything else is compared one by one. */
    Node in(Node value, List<Node> choices, int offset) {
        List<Node> all = new ArrayList<>(choices);
        all.add(value);
        List<Node> alike = alike("IN", all, offset);
        Node asked = alike.get(choices.size());
        TreeSet<Object> constants = new TreeSet<>(Comparison::compare);
        List<Node> tests = new ArrayList<>();
        for (Node choice : alike.subList(0, choices.size())) {
            if (choice instanceof Node.Constant constant && constant.value() != null) {
                constants.add(constant.value());
            } else {
                tests.add(compare(SqlKind.EQUALS, asked, choice, offset));
            }
        }
        if (!constants.isEmpty()) {
            tests.add(0, new Node.In(asked, constants));
        }
        return tests.size() == 1 ? tests.get(0) : new Node.Logic(false, tests);
    }

    Node concatenate(Node left, Node right, int offset) {
        if (left.type() != Type.TEXT && right.type() != Type.TEXT && left.type() != Type.NULL) {
            throw new Refusal(offset, left.type() + " || " + right.type() + ": || joins texts, write cast(… as text)");
        }
        return binding.call("||", List.of(text(left, offset), text(right, offset)), offset);
    }

    private Node text(Node node, int offset) {
        return binding.cast(node, Type.TEXT, offset);
    }

    /** All of the type that they have in common. */
    List<Node> alike(String operator, List<Node> nodes, int offset) {
        Type common = Type.NULL;
        for (Node node : nodes) {
            Type known = common;
            Optional<Type> next = Type.common(known, node.type());
            common = next.orElseThrow(() -> new Refusal(
                    offset,
                    operator + " needs values of one type, these are " + known + " and " + node.type()
                            + Binding.mend(List.of(known, node.type()))));
        }
        Type type = common;
        return nodes.stream().map(node -> binding.widen(node, type, offset)).toList();
    }

    static Method method(Class<?> holder, String name, Class<?>... parameters) {
        try {
            return holder.getDeclaredMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("the compiler calls a method that is not there", e);
        }
    }
}
