package io.nightload.expression;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the Java of expressions: one method for each, one boxed variable for each node, null for NULL. A node that
 * stands twice where both are evaluated is computed once.
 */
final class JavaSource {

    static final String PACKAGE = JavaSource.class.getPackageName();
    static final String CLASS = "Compiled";

    private static final String ROW = "io.nightload.row.Row";
    private static final String COLUMN = "io.nightload.row.Column";
    private static final String SUPPLIER = "java.util.function.Supplier";

    private final ConstantFields constants = new ConstantFields();
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
        return constants.values();
    }

    @Override
    public String toString() {
        return "package " + PACKAGE + ";\nfinal class " + CLASS + " implements Evaluator {\n" + constants.declarations()
                + "public " + CLASS + "(Object[] c) {\n" + constants.assignments() + "}\n"
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
            return column(column);
        } else if (node instanceof Node.Held held) {
            Node.Column column = held.column();
            return declare(
                    ROW, "Columns.held(" + write(column.of()) + ", " + constants.field(column.column(), COLUMN) + ")");
        } else if (node instanceof Node.Fold fold) {
            return fold(fold);
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
        String set = constants.field(in.constants(), "java.util.TreeSet");
        return declare(Type.BOOLEAN, value + " == null ? null : Boolean.valueOf(" + set + ".contains(" + value + "))");
    }

    /** A row that a column holds may be missing; the others are there. */
    private String column(Node.Column column) {
        String row = write(column.of());
        String value = "Columns." + Columns.method(column.type()) + "(" + row + ", "
                + constants.field(column.column(), COLUMN) + ")";
        return declare(column.type(), column.of() instanceof Node.Held ? row + " == null ? null : " + value : value);
    }

    private String constant(Node.Constant constant) {
        return constant.value() == null ? declare(constant.type(), "null") : constants.field(constant);
    }

    private String declare(Type type, String value) {
        return declare(name(type), value);
    }

    private String declare(String type, String value) {
        String name = "v" + variables++;
        methods.append(type)
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

    /** Loops in loops; what is computed inside is not known outside. */
    private String fold(Node.Fold fold) {
        String state = declare("Accumulator", "(Accumulator) " + constants.field(fold.state(), SUPPLIER) + ".get()");
        for (Node.Loop loop : fold.loops()) {
            Node.Column column = loop.rows();
            String rows = "Columns.rows(" + write(column.of()) + ", " + constants.field(column.column(), COLUMN) + ")";
            String iterator = "i" + variables++;
            methods.append("for (java.util.Iterator ")
                    .append(iterator)
                    .append(" = ")
                    .append(rows);
            methods.append(".iterator(); ").append(iterator).append(".hasNext();) {\n");
            known.push(new HashMap<>());
            known.element().put(new Node.Item(loop), declare(ROW, "(" + ROW + ") " + iterator + ".next()"));
        }
        add(fold, state);
        fold.loops().forEach(loop -> {
            methods.append("}\n");
            known.pop();
        });
        return declare(fold.type(), "(" + name(fold.type()) + ") " + state + ".result()");
    }

    private void add(Node.Fold fold, String state) {
        Set<Node.Column> read = new LinkedHashSet<>();
        fold.arguments().forEach(argument -> nested(argument, read));
        fold.filter().ifPresent(filter -> nested(filter, read));
        String rows = read.stream().map(column -> write(column.of())).collect(Collectors.joining(", "));
        methods.append("try {\n");
        fold.filter().ifPresent(filter -> {
            String counts = write(filter);
            methods.append("if (Boolean.TRUE.equals(").append(counts).append(")) {\n");
        });
        List<String> arguments = fold.arguments().stream().map(this::inBlock).toList();
        String second = arguments.size() == 2 ? arguments.get(1) : "null";
        methods.append(state + ".add(" + arguments.get(0) + ", " + second + ");\n");
        fold.filter().ifPresent(filter -> methods.append("}\n"));
        methods.append("} catch (io.nightload.row.RowError e) {\nthrow NestedError.of(e, ")
                .append(constants.field(List.copyOf(read), "Object"))
                .append(", new " + ROW + "[] {" + rows + "});\n}\n");
    }

    private static void nested(Node node, Set<Node.Column> columns) {
        if (node instanceof Node.Column column
                && column.of() instanceof Node.Item
                && !column.column().type().isNested()) {
            columns.add(column);
        }
        node.children().forEach(child -> nested(child, columns));
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
