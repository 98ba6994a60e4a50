package io.nightload.expression;

import io.nightload.expression.FunctionLibrary.Entry;
import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.TextFormat;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses the Java method that computes a call, and turns its arguments into what the method takes. */
final class Binding {

    private final ZoneId zone;

    Binding(ZoneId zone) {
        this.zone = zone;
    }

    /** The overload of this known function or operator that is nearest to the arguments' types. */
    Node call(String name, List<Node> arguments, int offset) {
        List<Entry> entries = FunctionLibrary.named(name);
        List<Type> types = arguments.stream().map(Node::type).toList();
        Entry entry = entries.stream()
                .filter(e -> e.distance(types) >= 0)
                .min(Comparator.comparingInt(e -> e.distance(types)))
                .orElseThrow(() -> new Refusal(offset, mismatch(name, types, entries)));
        return invoke(
                entry.method(),
                widened(entry, arguments, offset),
                Type.of(entry.method().getReturnType()),
                offset);
    }

    private List<Node> widened(Entry entry, List<Node> arguments, int offset) {
        List<Type> parameters = entry.parameters();
        List<Node> result = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Node argument = widen(arguments.get(i), parameters.get(Math.min(i, parameters.size() - 1)), offset);
            result.add(prepared(argument, entry.argumentClass(i), offset));
        }
        return result;
    }

    /** A pattern that is the same for every row is read now, and what is wrong with it is said now. */
    private Node prepared(Node argument, Class<?> parameter, int offset) {
        return Prepared.class.isAssignableFrom(parameter)
                ? invoke(Operators.method(parameter, "of", String.class), List.of(argument), Type.ANY, offset)
                : argument;
    }

    private static String mismatch(String name, List<Type> types, List<Entry> entries) {
        String known = entries.stream().map(Entry::signature).collect(Collectors.joining("; "));
        boolean operator = !Character.isLetter(name.charAt(0));
        if (operator && types.size() == 2) {
            return types.get(0) + " " + name + " " + types.get(1) + " cannot be computed" + mend(types);
        }
        String called = name + types.stream().map(Type::toString).collect(Collectors.joining(", ", "(", ")"));
        return "there is no " + called + mend(types) + ": known are " + known;
    }

    /** Text never becomes a number by itself; this says how it does. */
    static String mend(List<Type> types) {
        boolean text = types.contains(Type.TEXT);
        Optional<Type> other =
                types.stream().filter(t -> t != Type.TEXT && t != Type.NULL).findFirst();
        return text && other.isPresent()
                ? ": write cast(… as " + other.get()
                        + ") for the text, or give its column a type under the source's `columns:`"
                : "";
    }

    /** The same value as a type that it becomes by itself. */
    Node widen(Node node, Type type, int offset) {
        if (node.type() == type || type == Type.ANY) {
            return node;
        }
        if (node instanceof Node.Constant constant && constant.value() == null) {
            return new Node.Constant(null, type);
        }
        return cast(node, type, offset);
    }

    /** What {@code cast(node as type)} gives, without regard to the type's length or precision. */
    Node cast(Node node, Type type, int offset) {
        if (node.type() == type) {
            return node;
        }
        if (node.type() == Type.NULL) {
            return new Node.Constant(null, type);
        }
        if (node.type() == Type.TEXT) {
            return fromText(node, type, offset);
        }
        String name = "to" + type.name().charAt(0) + type.name().substring(1).toLowerCase(Locale.ROOT);
        Method method = Arrays.stream(Casts.class.getDeclaredMethods())
                .filter(m -> m.getName().equals(name))
                .filter(m -> Set.of(node.type(), Type.ANY).contains(Type.of(m.getParameterTypes()[0])))
                .min(Comparator.comparingInt(m -> node.type().distance(Type.of(m.getParameterTypes()[0]))))
                .orElseThrow(() -> new Refusal(offset, node.type() + " cannot become " + type));
        return invoke(method, List.of(node), type, offset);
    }

    private Node fromText(Node node, Type type, int offset) {
        if (type == Type.INTERVAL) {
            return invoke(Operators.method(Interval.class, "parse", String.class), List.of(node), type, offset);
        }
        Method method = Operators.method(Casts.class, "fromText", String.class, ColumnType.class, TextFormat.class);
        Node kind = new Node.Constant(type.columnType(), Type.ANY);
        Node format = new Node.Constant(TextFormat.in(zone), Type.ANY);
        return invoke(method, List.of(node, kind, format), type, offset);
    }

    /** A call of this method with these arguments, or its result where they are all constant. */
    Node invoke(Method method, List<Node> arguments, Type type, int offset) {
        List<Node> all = new ArrayList<>(arguments);
        Class<?>[] classes = method.getParameterTypes();
        if (classes.length > 0 && classes[0] == Row.class) {
            all.add(0, new Node.WholeRow());
        }
        if (classes.length > 0 && classes[classes.length - 1] == ZoneId.class) {
            all.add(new Node.Constant(zone, Type.ANY));
        }
        Node.Call call = new Node.Call(method, all, type);
        boolean constant = all.stream().allMatch(n -> n instanceof Node.Constant);
        return constant && !method.isVarArgs() ? new Node.Constant(value(call, offset), type) : call;
    }

    private static @Nullable Object value(Node.Call call, int offset) {
        Object[] values =
                call.arguments().stream().map(n -> ((Node.Constant) n).value()).toArray();
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && !call.takesNull(i)) {
                return null;
            }
        }
        try {
            return call.method().invoke(null, values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RowError error) {
                throw new Refusal(offset, error.reason());
            }
            throw new IllegalStateException("computing the constant " + call, e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("computing the constant " + call, e);
        }
    }
}
