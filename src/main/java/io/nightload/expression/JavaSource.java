package io.nightload.expression;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the Java of expressions: one method for each, one boxed variable for each node, null for NULL. A node that
 * stands twice where both are evaluated is computed once.
 */
final class JavaSource {

    static final String PACKAGE = JavaSource.class.getPackageName();
    static final String CLASS = "Compiled";

    private final List<@Nullable Object> constants = new ArrayList<>();
    private final StringBuilder fields = new StringBuilder();
    private final StringBuilder assignments = new StringBuilder();
    private final StringBuilder methods = new StringBuilder();
    private final StringBuilder cases = new StringBuilder();
    private final Deque<Map<Node, String>> known = new ArrayDeque<>();
    private int variables;
    private int expressions;

    /** Methods are not private: the compiler would make those static, with a parameter of a class that has no name. */
    void add(Node root) {
        methods.append("Object e").append(expressions).append("(io.nightload.row.Row row) {\n");
        known.push(new HashMap<>());
        String result = write(root);
        known.pop();
        methods.append("return ").append(result).append(";\n}\n");
        cases.append("case ")
                .append(expressions)
                .append(": return e")
                .append(expressions)
                .append("(row);\n");
        expressions++;
    }

    @Nullable
    Object[] constants() {
        return constants.toArray();
    }

    @Override
    public String toString() {
        return "package " + PACKAGE + ";\nfinal class " + CLASS + " implements Evaluator {\n" + fields
                + "public " + CLASS + "(Object[] c) {\n" + assignments + "}\n"
                + "public Object evaluate(int expression, io.nightload.row.Row row) {\nswitch (expression) {\n" + cases
                + "default: throw new IndexOutOfBoundsException();\n}\n}\n" + methods + "}\n";
    }

    /** The name of the variable or field that holds the node's value. */
    private String write(Node node) {
        for (Map<Node, String> scope : known) {
            String name = scope.get(node);
            if (name != null) {
                return name;
            }
        }
        String name = fresh(node);
        known.element().put(node, name);
        return name;
    }

    private String fresh(Node node) {
        if (node instanceof Node.WholeRow) {
            return "row";
        } else if (node instanceof Node.Constant constant) {
            return constant(constant);
        } else if (node instanceof Node.Column column) {
            return declare(
                    node.type(),
                    Columns.class.getSimpleName() + "." + Columns.method(node.type()) + "(row, " + column.index()
                            + ")");
        } else if (node instanceof Node.Call call) {
            return call(call);
        } else if (node instanceof Node.Logic logic) {
            return logic(logic);
        } else if (node instanceof Node.Case cases) {
            return cases(cases);
        } else if (node instanceof Node.Coalesce coalesce) {
            return coalesce(coalesce);
        }
        Node.In in = (Node.In) node;
        String value = write(in.value());
        String set = field(in.constants(), "java.util.TreeSet");
        return declare(Type.BOOLEAN, value + " == null ? null : Boolean.valueOf(" + set + ".contains(" + value + "))");
    }

    private String constant(Node.Constant constant) {
        if (constant.value() == null) {
            return declare(constant.type(), "null");
        }
        Class<?> javaClass = constant.type() == Type.ANY
                ? constant.value().getClass()
                : constant.type().javaClass();
        return field(
                constant.value(), constant.type() == Type.ANY ? publicName(constant.value()) : javaClass.getName());
    }

    /** The class of a zone is not one that generated code may name. */
    private static String publicName(Object value) {
        return value instanceof java.time.ZoneId ? "java.time.ZoneId" : "Object";
    }

    private String field(Object value, String type) {
        String name = "c" + constants.size();
        fields.append("private final ").append(type).append(' ').append(name).append(";\n");
        assignments
                .append(name)
                .append(" = (")
                .append(type)
                .append(") c[")
                .append(constants.size())
                .append("];\n");
        constants.add(value);
        return name;
    }

    private String declare(Type type, String value) {
        String name = "v" + variables++;
        methods.append(name(type))
                .append(' ')
                .append(name)
                .append(" = ")
                .append(value)
                .append(";\n");
        return name;
    }

    private static String name(Type type) {
        return type == Type.NULL ? "Object" : type.javaClass().getName();
    }

    private String call(Node.Call call) {
        List<String> arguments = call.arguments().stream().map(this::write).toList();
        String result = declare(call.type(), "null");
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            boolean row = call.arguments().get(i) instanceof Node.WholeRow;
            if (!row && !call.takesNull(i) && !arguments.get(i).startsWith("c")) {
                conditions.add(arguments.get(i) + " != null");
            }
        }
        String guard = conditions.isEmpty() ? "" : "if (" + String.join(" && ", conditions) + ") ";
        methods.append(guard)
                .append(result)
                .append(" = ")
                .append(boxed(call, invocation(call, arguments)))
                .append(";\n");
        return result;
    }

    private static String boxed(Node.Call call, String invocation) {
        Class<?> returned = call.method().getReturnType();
        String box = name(call.type());
        return returned.isPrimitive() ? box + ".valueOf(" + invocation + ")" : "(" + box + ") " + invocation;
    }

    private static String invocation(Node.Call call, List<String> arguments) {
        Method method = call.method();
        Class<?>[] parameters = method.getParameterTypes();
        List<String> passed = new ArrayList<>();
        int fixed = method.isVarArgs() ? parameters.length - 1 : arguments.size();
        for (int i = 0; i < fixed; i++) {
            Class<?> parameter = parameters[i];
            String value = arguments.get(i);
            passed.add(parameter.isPrimitive() ? value + "." + parameter + "Value()" : cast(parameter, value));
        }
        if (method.isVarArgs()) {
            String element = parameters[fixed].getComponentType().getName();
            passed.add("new " + element + "[] {" + String.join(", ", arguments.subList(fixed, arguments.size())) + "}");
        }
        return method.getDeclaringClass().getName() + "." + method.getName() + "(" + String.join(", ", passed) + ")";
    }

    private static String cast(Class<?> parameter, String value) {
        return parameter == Object.class ? value : "(" + parameter.getName() + ") " + value;
    }

    private String logic(Node.Logic logic) {
        String result = declare(Type.BOOLEAN, write(logic.operands().get(0)));
        String settled = logic.and() ? "Boolean.FALSE.equals(" : "Boolean.TRUE.equals(";
        for (Node operand : logic.operands().subList(1, logic.operands().size())) {
            methods.append("if (!").append(settled).append(result).append(")) {\n");
            String next = inBlock(operand);
            methods.append("if (")
                    .append(settled)
                    .append(next)
                    .append(") || ")
                    .append(result)
                    .append(" != null) ")
                    .append(result)
                    .append(" = ")
                    .append(next)
                    .append(";\n}\n");
        }
        return result;
    }

    /** Each condition but the first stands inside the else of the one before. */
    private String cases(Node.Case cases) {
        String result = declare(cases.type(), "null");
        for (int i = 0; i < cases.conditions().size(); i++) {
            String condition = write(cases.conditions().get(i));
            known.push(new HashMap<>());
            methods.append("if (Boolean.TRUE.equals(").append(condition).append(")) {\n");
            assign(result, inBlock(cases.results().get(i)));
            methods.append("} else {\n");
        }
        assign(result, inBlock(cases.otherwise()));
        cases.conditions().forEach(condition -> {
            methods.append("}\n");
            known.pop();
        });
        return result;
    }

    private String coalesce(Node.Coalesce coalesce) {
        String result = declare(coalesce.type(), write(coalesce.operands().get(0)));
        for (Node operand : coalesce.operands().subList(1, coalesce.operands().size())) {
            methods.append("if (").append(result).append(" == null) {\n");
            assign(result, inBlock(operand));
            methods.append("}\n");
        }
        return result;
    }

    private void assign(String variable, String value) {
        methods.append(variable).append(" = ").append(value).append(";\n");
    }

    /** What is computed inside a block is not known outside of it. */
    private String inBlock(Node node) {
        known.push(new HashMap<>());
        String name = write(node);
        known.pop();
        return name;
    }
}
